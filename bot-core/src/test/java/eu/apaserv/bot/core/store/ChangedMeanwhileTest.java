package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.said;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.Outbox.Settled;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Statements that wait for a row which somebody else changes: PostgreSQL looks at it anew. One that also chose among months for each
 * row has ended the whole server under load, so what fails here may have.
 */
class ChangedMeanwhileTest {
  private static final int ENOUGH_FOR_A_LASTING_PLAN = 7;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private WalkTables walk;
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    walk = new WalkTables(fresh.database());
    database = fresh.database();
    outbox = walk.outbox();
    fill();
  }

  /** Enough for rows to be found by their numbers, as they are in life. */
  private void fill() {
    walk.take(said("old", "m", "sold"));
    database.run("update inbox set done_at = now(), outcome = 'answered'");
    database.run("""
        insert into outbox (conversation_id, channel, address, content, state, settled_at)
        select i.conversation_id, 'sms', 'old', i.content, 'sent', now() from inbox i, generate_series(1, 5000)""");
    database.run("""
        insert into inbox (conversation_id, channel, provider_id, content, sent_at, done_at, outcome)
        select i.conversation_id, 'sms', 'old' || n, i.content, now(), now(), 'answered'
        from inbox i, generate_series(1, 5000) n""");
    database.run("analyze inbox");
    database.run("analyze outbox");
  }

  /** Does it while another changes a row that it needs. */
  private <T> T whileChanged(String change, long id, Supplier<T> work) {
    var done = new CompletableFuture<T>();
    database.together(open -> {
      open.run(change, id);
      Thread.ofVirtual().start(() -> {
        try {
          done.complete(work.get());
        } catch (RuntimeException e) {
          done.completeExceptionally(e);
        }
      });
      Beside.doneOrWaiting(database, () -> false);
      open.run(change, id);
      return true;
    });
    return done.join();
  }

  private List<Due> claimed(int round) {
    IntStream.range(0, 3).forEach(n -> walk.take(said("p" + round + n, "m" + round + "." + n, "sold")));
    walk.here().lease(10).forEach(leased -> Database.await(walk.here().commit(WalkTables.answer(leased, "one"))));
    var due = walk.claim();
    assertThat(due).hasSize(3);
    return due;
  }

  private static final String TOUCHED = "update outbox set tried_at = clock_timestamp() where id = $1";

  private Future<?> settle(List<Due> due) {
    return Future.all(due.stream().map(one -> outbox.settle(
        new Settled(one.message().id(), 1, "sent", "p" + one.message().id(), null, Duration.ZERO, false))).toList());
  }

  @Test
  void settlingGoesOn() {
    for (int round = 0; round < ENOUGH_FOR_A_LASTING_PLAN; round++) {
      var due = claimed(round);
      whileChanged(TOUCHED, due.getFirst().message().id(), () -> Database.await(settle(due)));
      assertThat(walk.stateOf(due.getLast().message().id())).isEqualTo("sent/0");
    }
  }

  @Test
  void renewingGoesOn() {
    var ids = claimed(0).stream().map(one -> one.message().id()).toList();
    for (int round = 0; round < ENOUGH_FOR_A_LASTING_PLAN; round++) {
      assertThat(whileChanged(TOUCHED, ids.getFirst(), () -> outbox.renew(ids, WalkTables.LEASE))).hasSize(3);
    }
  }

  @Test
  void whatHadToWaitToBeRenewedIsHeldFromWhenItWas() {
    var ids = claimed(0).stream().map(one -> one.message().id()).toList();
    whileChanged(TOUCHED, ids.getFirst(), () -> outbox.renew(ids, WalkTables.LEASE));
    assertThat(database.first(row -> row.getBoolean(0), """
        select bool_and(o.lease_until >= touched.tried_at + $2::bigint * interval '1 ms')
        from outbox o, outbox touched where o.id = any($3) and touched.id = $1""", ids.getFirst(),
        WalkTables.LEASE.toMillis(), ids.toArray(Long[]::new))).contains(true);
  }

  @Test
  void whatLeavesIsWrittenDown() {
    for (int round = 0; round < ENOUGH_FOR_A_LASTING_PLAN; round++) {
      var due = claimed(round);
      assertThat(whileChanged(TOUCHED, due.getFirst().message().id(),
          () -> due.stream().filter(outbox::leaves).count())).isEqualTo(3);
    }
  }

  @Test
  void receiptsAreTaken() {
    for (int round = 0; round < ENOUGH_FOR_A_LASTING_PLAN; round++) {
      var due = claimed(round);
      Database.await(settle(due));
      var read = due.stream()
          .map(one -> new Receipt("sms", null, "p" + one.message().id(), Mark.READ, null, WalkTables.NOW)).toList();
      whileChanged(TOUCHED, due.getFirst().message().id(), () -> Database.await(walk.inbox().take(List.copyOf(read))));
      assertThat(walk.stateOf(due.getLast().message().id())).isEqualTo("sent/4");
    }
  }

  @Test
  void turnsAreCommitted() {
    for (int round = 0; round < ENOUGH_FOR_A_LASTING_PLAN; round++) {
      walk.take(said("ana", "m" + round + ".0", "sold"), said("ana", "m" + round + ".1", "sold"));
      var leased = walk.here().lease(10).getFirst();
      whileChanged("update conversation set minute_count = minute_count where id in "
          + "(select conversation_id from inbox where id = $1)", leased.messages().getFirst().id(),
          () -> Database.await(walk.here().commit(WalkTables.answer(leased, "one"))));
      assertThat(database.first(row -> row.getLong(0), "select count(*) from inbox where done_at is null"))
          .contains(0L);
    }
  }

  @Test
  void noStatementChoosesAmongMonthsByItself() {
    assertThat(database.first(row -> row.getString(0), "show enable_partition_pruning")).contains("off");
  }
}
