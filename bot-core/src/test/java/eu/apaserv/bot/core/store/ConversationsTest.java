package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.NOW;
import static eu.apaserv.bot.core.store.WalkTables.LEASE;
import static eu.apaserv.bot.core.store.WalkTables.answer;
import static eu.apaserv.bot.core.store.WalkTables.echo;
import static eu.apaserv.bot.core.store.WalkTables.said;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases and turns under duplicates, concurrency and lost leases. */
class ConversationsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private WalkTables walk;
  private Database database;
  private Inbox inbox;
  private Conversations here;

  @BeforeEach
  void open() {
    walk = new WalkTables(fresh.database());
    database = fresh.database();
    inbox = walk.inbox();
    here = walk.here();
  }

  @Test
  void aMessageDeliveredFiveTimesIsKeptOnce() {
    for (int i = 0; i < 5; i++) {
      walk.take(said("ana", "m1", "sold"));
    }
    assertThat(here.lease(10)).singleElement()
        .satisfies(
            leased -> assertThat(leased.messages()).extracting(Leased.Waiting::providerId).containsExactly("m1"));
  }

  @Test
  void aBatchKeepsTheOrderOfEachPerson() {
    walk.take(said("ana", "a1", "1"), said("ion", "i1", "1"), said("ana", "a2", "2"), said("ana", "a3", "3"));
    var leased = here.lease(10);
    assertThat(leased).hasSize(2);
    assertThat(leased.getFirst().messages()).extracting(Leased.Waiting::providerId).containsExactly("a1", "a2", "a3");
    assertThat(leased.getLast().messages()).extracting(Leased.Waiting::providerId).containsExactly("i1");
  }

  @Test
  void aPersonIsRecognisedByAnyOfTheirNames() {
    var number = new Address("whatsapp", "+40722000001");
    var scoped = new Address("whatsapp", "RO.abc");
    walk.take(new Inbound(number, "m1", List.of(scoped), "Ana", new Content.Text("a"), NOW));
    walk.take(new Inbound(scoped, "m2", List.of(), "Ana", new Content.Text("b"), NOW));
    assertThat(here.lease(10)).singleElement().satisfies(leased -> {
      assertThat(leased.messages()).hasSize(2);
      assertThat(leased.address()).isEqualTo(scoped);
    });
  }

  @Test
  void aLeasedConversationIsNobodyElsesUntilTheLeaseEnds() {
    var there = new Conversations(database, "there", Duration.ofMillis(1));
    walk.take(said("ana", "m1", "sold"));
    assertThat(here.lease(10)).hasSize(1);
    assertThat(there.lease(10)).isEmpty();
    database.run("update conversation set lease_until = now() - interval '1 second'");
    assertThat(there.lease(10)).hasSize(1);
  }

  @Test
  void aCommitUnderALostLeaseChangesNothing() {
    walk.take(said("ana", "m1", "sold"));
    var slow = here.lease(10).getFirst();
    database.run("update conversation set lease_until = now() - interval '1 second'");
    var there = new Conversations(database, "there", LEASE);
    var quick = there.lease(10).getFirst();
    Database.await(here.commit(answer(slow, "late")));
    Database.await(there.commit(answer(quick, "right")));
    Database.await(there.commit(answer(quick, "repeated")));
    assertThat(walk.bodies()).containsExactly("right");
  }

  @Test
  void aNodeThatTookAConversationTwiceAnswersOnce() {
    walk.take(said("ion", "i1", "sold"));
    var other = here.lease(10).getFirst();
    walk.take(said("ana", "m1", "sold"));
    var slow = here.lease(10).getFirst();
    database.run("update conversation set lease_until = now() - interval '1 second' where id = $1",
        slow.conversation());
    var again = here.lease(10).getFirst();
    var first = here.commit(answer(other, "first"));
    var shared = List.of(here.commit(answer(slow, "same")), here.commit(answer(again, "same")));
    Database.await(Future.all(first, Future.all(shared)));
    assertThat(walk.bodies()).containsExactly("first", "same");
  }

  @Test
  void manyWorkersOnTwoNodesAnswerEveryMessageOnceAndInOrder() throws Exception {
    int people = 40;
    int each = 8;
    var there = new Conversations(database, "there", LEASE);
    var left = new AtomicInteger(people * each);
    var workers = new ArrayList<Callable<@Nullable Void>>();
    for (var node : List.of(here, there, here, there, here, there)) {
      workers.add(() -> {
        while (left.get() > 0) {
          for (var leased : node.lease(3)) {
            Database.await(node.commit(echo(leased)));
            left.addAndGet(-leased.messages().size());
          }
        }
        return null;
      });
    }
    workers.add(() -> {
      for (int m = 0; m < each; m++) {
        for (int p = 0; p < people; p++) {
          inbox.take(List.of(said("p" + p, "p" + p + "-" + m, "m" + m)));
        }
      }
      return null;
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(workers)) {
        done.get();
      }
    }
    for (int p = 0; p < people; p++) {
      assertThat(database.list(row -> row.getString(0),
          "select content->>'body' from outbox where address = $1 order by id", "p" + p))
          .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7");
    }
  }

  @Test
  void aTurnThatFailedIsTakenAgainAfterAWhile() {
    walk.take(said("ana", "m1", "sold"), said("ana", "m2", "multumesc"));
    here.putBack(here.lease(10).getFirst(), Duration.ofHours(1), true);
    assertThat(here.lease(10)).isEmpty();
    database.run("update conversation set lease_until = now()");
    assertThat(here.lease(10).getFirst().messages()).extracting(Leased.Waiting::attempts).containsExactly(1, 0);
  }

  @Test
  void aConversationThatWaitsAfterAFailureStarvesNobody() {
    for (int i = 0; i < 30; i++) {
      walk.take(said("ana", "a" + i, "sold"));
    }
    here.putBack(here.lease(1).getFirst(), Duration.ofHours(1), true);
    walk.take(said("ion", "i1", "sold"));
    assertThat(here.lease(1)).singleElement()
        .satisfies(l -> assertThat(l.messages().getFirst().providerId()).isEqualTo("i1"));
  }

  @Test
  void aCommitThatComesLateButFitsLeavesNothingForTheNextHolder() {
    walk.take(said("ana", "m1", "sold"));
    var slow = here.lease(10).getFirst();
    database.run("update conversation set lease_until = now() - interval '1 second'");
    Database.await(here.commit(answer(slow, "late but whole")));
    assertThat(new Conversations(database, "there", LEASE).lease(10)).isEmpty();
    Database.await(here.commit(answer(slow, "again")));
    assertThat(walk.bodies()).containsExactly("late but whole");
  }
}
