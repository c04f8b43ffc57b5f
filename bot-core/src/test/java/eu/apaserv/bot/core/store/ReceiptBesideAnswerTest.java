package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.receipt;
import static eu.apaserv.bot.core.store.WalkTables.sent;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A receipt, and the answer of the send that it is about, kept in the same moment: neither transaction sees the other. */
class ReceiptBesideAnswerTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private WalkTables walk;
  private Database database;
  private long id;

  @BeforeEach
  void send() {
    walk = new WalkTables(fresh.database());
    database = fresh.database();
    id = walk.reply();
    walk.claim();
  }

  /** The second begins, and waits or is done, before the first is committed. */
  private void atOnce(Function<Database, Future<?>> first, Function<Database, Future<?>> second) {
    Future<?> begun = database.asOne(open -> {
      Database.await(first.apply(open));
      var other = second.apply(database);
      Beside.doneOrWaiting(database, other::isComplete);
      return other;
    });
    Database.await(begun);
  }

  private Future<?> answer(Database at) {
    return new Outbox(at, "here").settle(sent(id, "p1"));
  }

  private static Future<?> told(Database at, Mark mark) {
    return new Inbox(at).take(List.of(receipt(null, "p1", mark)));
  }

  @Test
  void whatIsDeliveredWhileItsAnswerIsKeptIsDelivered() {
    atOnce(this::answer, at -> told(at, Mark.DELIVERED));
    assertThat(walk.stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void whatFailsWhileItsAnswerIsKeptHasFailed() {
    atOnce(this::answer, at -> told(at, Mark.FAILED));
    assertThat(walk.stateOf(id)).isEqualTo("failed/2");
  }

  @Test
  void anAnswerThatIsKeptWhileTheReceiptIsBearsIt() {
    atOnce(at -> told(at, Mark.DELIVERED), this::answer);
    assertThat(walk.stateOf(id)).isEqualTo("sent/3");
  }
}
