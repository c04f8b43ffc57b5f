package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The walk's tables under duplicates, concurrency, lost leases and late receipts. */
class WalkStoresTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(20);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database database;
  private Inbox inbox;
  private Conversations here;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = fresh.database();
    inbox = new Inbox(database);
    here = new Conversations(database, "here", LEASE);
    outbox = new Outbox(database, "here");
    new ChannelStates(database).know("sms");
  }

  @Test
  void aMessageDeliveredFiveTimesIsKeptOnce() {
    for (int i = 0; i < 5; i++) {
      take(said("ana", "m1", "sold"));
    }
    assertThat(here.lease(10)).singleElement()
        .satisfies(
            leased -> assertThat(leased.messages()).extracting(Leased.Waiting::providerId).containsExactly("m1"));
  }

  @Test
  void aBatchKeepsTheOrderOfEachPerson() {
    take(said("ana", "a1", "1"), said("ion", "i1", "1"), said("ana", "a2", "2"), said("ana", "a3", "3"));
    var leased = here.lease(10);
    assertThat(leased).hasSize(2);
    assertThat(leased.getFirst().messages()).extracting(Leased.Waiting::providerId).containsExactly("a1", "a2", "a3");
    assertThat(leased.getLast().messages()).extracting(Leased.Waiting::providerId).containsExactly("i1");
  }

  @Test
  void aPersonIsRecognisedByAnyOfTheirNames() {
    var number = new Address("whatsapp", "+40722000001");
    var scoped = new Address("whatsapp", "RO.abc");
    take(new Inbound(number, "m1", List.of(scoped), "Ana", new Content.Text("a"), NOW));
    take(new Inbound(scoped, "m2", List.of(), "Ana", new Content.Text("b"), NOW));
    assertThat(here.lease(10)).singleElement().satisfies(leased -> {
      assertThat(leased.messages()).hasSize(2);
      assertThat(leased.address()).isEqualTo(scoped);
    });
  }

  @Test
  void aLeasedConversationIsNobodyElsesUntilTheLeaseEnds() {
    var there = new Conversations(database, "there", Duration.ofMillis(1));
    take(said("ana", "m1", "sold"));
    assertThat(here.lease(10)).hasSize(1);
    assertThat(there.lease(10)).isEmpty();
    database.run("update conversation set lease_until = now() - interval '1 second'");
    assertThat(there.lease(10)).hasSize(1);
  }

  @Test
  void aCommitUnderALostLeaseChangesNothing() {
    take(said("ana", "m1", "sold"));
    var slow = here.lease(10).getFirst();
    database.run("update conversation set lease_until = now() - interval '1 second'");
    var there = new Conversations(database, "there", LEASE);
    var quick = there.lease(10).getFirst();
    Database.await(here.commit(answer(slow, "late")));
    Database.await(there.commit(answer(quick, "right")));
    Database.await(there.commit(answer(quick, "repeated")));
    assertThat(bodies()).containsExactly("right");
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
    take(said("ana", "m1", "sold"), said("ana", "m2", "multumesc"));
    here.putBack(here.lease(10).getFirst(), Duration.ofHours(1));
    assertThat(here.lease(10)).isEmpty();
    database.run("update conversation set lease_until = now()");
    assertThat(here.lease(10).getFirst().messages()).extracting(Leased.Waiting::attempts).containsExactly(1, 0);
  }

  @Test
  void aConversationThatWaitsAfterAFailureStarvesNobody() {
    for (int i = 0; i < 30; i++) {
      take(said("ana", "a" + i, "sold"));
    }
    here.putBack(here.lease(1).getFirst(), Duration.ofHours(1));
    take(said("ion", "i1", "sold"));
    assertThat(here.lease(1)).singleElement()
        .satisfies(l -> assertThat(l.messages().getFirst().providerId()).isEqualTo("i1"));
  }

  @Test
  void aCommitThatComesLateButFitsLeavesNothingForTheNextHolder() {
    take(said("ana", "m1", "sold"));
    var slow = here.lease(10).getFirst();
    database.run("update conversation set lease_until = now() - interval '1 second'");
    Database.await(here.commit(answer(slow, "late but whole")));
    assertThat(new Conversations(database, "there", LEASE).lease(10)).isEmpty();
    Database.await(here.commit(answer(slow, "again")));
    assertThat(bodies()).containsExactly("late but whole");
  }

  @Test
  void aSlowAnswerOfTheProviderStillCounts() {
    long id = reply();
    claim();
    expireLeases();
    outbox.reconcile(Duration.ofMinutes(1));
    Database.await(outbox.settle(sent(id, "slow")));
    assertThat(stateOf(id)).isEqualTo("sent/0");
  }

  @Test
  void whatAnEarlierHolderSaysOfAnEarlierAttemptDoesNotCount() {
    long id = reply();
    claim();
    Database.await(outbox.settle(new Settled(id, 1, "due", null, "busy", Duration.ZERO, false)));
    claim();
    Database.await(outbox.settle(new Settled(id, 1, "failed", null, "late", Duration.ZERO, false)));
    assertThat(stateOf(id)).isEqualTo("sending/0");
  }

  @Test
  void aConversationsRepliesAreClaimedOneAfterTheOther() {
    take(said("ana", "m1", "sold"));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "one", "two")));
    var first = claim();
    assertThat(first).extracting(due -> due.message().content()).containsExactly(new Content.Text("one"));
    assertThat(claim()).isEmpty();
    Database.await(outbox.settle(sent(first.getFirst().message().id(), "p1")));
    assertThat(claim()).extracting(due -> due.message().content()).containsExactly(new Content.Text("two"));
  }

  @Test
  void whatIsSentKnowsWhenThePersonWasLastHeardEvenIfAnOldMessageCameLast() {
    var person = new Address("sms", "ana");
    take(new Inbound(person, "new", new Content.Text("a"), NOW), new Inbound(person, "old", new Content.Text("b"),
        NOW.minus(Duration.ofDays(3))));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "one")));
    assertThat(claim()).singleElement().satisfies(due -> assertThat(due.message().heardAt()).isEqualTo(NOW));
  }

  @Test
  void toSomebodyNeverHeardThereIsNoTime() {
    database.transaction(t -> Outbox.post(t, new Address("sms", "ion"),
        new Content.Notice("outage", Language.EN, List.of("12 Long Street"), new Content.Text("No water.")), false, 1,
        null));
    assertThat(claim()).singleElement().satisfies(due -> {
      assertThat(due.message().heardAt()).isNull();
      assertThat(due.message().content().plain()).isEqualTo(new Content.Text("No water."));
    });
  }

  @Test
  void aMessageInPartsGoesOnWhereItWasLeft() {
    long id = reply();
    claim();
    Database.await(outbox.settle(new Settled(id, 1, "due", null, "busy", Duration.ZERO, false, 2)));
    assertThat(claim().getFirst().message().done()).isEqualTo(2);
    Database.await(outbox.settle(new Settled(id, 2, "due", null, "busy", Duration.ZERO, false)));
    assertThat(claim().getFirst().message().done()).isEqualTo(2);
  }

  @Test
  void receiptsOnlyMoveForward() {
    long id = sendOne("p1");
    take(receipt(null, "p1", Mark.READ), receipt(null, "p1", Mark.DELIVERED), receipt(null, "p1", Mark.SENT));
    take(receipt(null, "p1", Mark.FAILED));
    assertThat(stateOf(id)).isEqualTo("sent/4");
  }

  @Test
  void failedIsFinal() {
    long id = sendOne("p1");
    take(receipt(null, "p1", Mark.SENT));
    take(new Receipt("sms", null, "p1", Mark.FAILED, "30005", NOW));
    take(receipt(null, "p1", Mark.DELIVERED), receipt(null, "p1", Mark.READ));
    assertThat(stateOf(id)).isEqualTo("failed/2");
    assertThat(outbox.fate(List.of(id)).get(id)).isEqualTo(new Fate(id, Fate.State.FAILED, "30005"));
  }

  @Test
  void failedAfterDeliveredCountsForNothingWhetherTheyComeApartOrTogether() {
    long id = sendOne("p1");
    take(receipt(null, "p1", Mark.DELIVERED), receipt(null, "p1", Mark.FAILED));
    take(receipt(null, "p1", Mark.FAILED));
    assertThat(stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void deliveredAfterFailedCountsForNothingWhereTheyComeTogether() {
    long id = sendOne("p1");
    take(receipt(null, "p1", Mark.FAILED), receipt(null, "p1", Mark.DELIVERED));
    assertThat(stateOf(id)).isEqualTo("failed/2");
  }

  @Test
  void aFailureThatIsFasterThanTheSendsAnswerFailsTheMessage() {
    long id = reply();
    take(new Receipt("sms", null, "early", Mark.FAILED, "30005", NOW));
    take(receipt(null, "early", Mark.DELIVERED));
    claim();
    Database.await(outbox.settle(sent(id, "early")));
    assertThat(stateOf(id)).isEqualTo("failed/2");
    assertThat(outbox.fate(List.of(id)).get(id)).isEqualTo(new Fate(id, Fate.State.FAILED, "30005"));
  }

  @Test
  void aReceiptThatComesAfterAMessageWasGivenUpTellsTheTruth() {
    long id = reply();
    claim();
    database.run("update outbox set state = 'failed', error = 'outcome unknown', lease_until = null");
    take(receipt(id, "p9", Mark.DELIVERED));
    assertThat(stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void aReceiptThatIsFasterThanTheSendsAnswerIsNotLost() {
    long id = reply();
    take(receipt(null, "early", Mark.DELIVERED));
    claim();
    Database.await(outbox.settle(sent(id, "early")));
    assertThat(stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void aReceiptWithOurIdSettlesAnUnknownOutcome() {
    long id = reply();
    claim();
    Database.await(outbox.settle(new Settled(id, 1, "unknown", null, "timeout", Duration.ofSeconds(30), false)));
    take(receipt(id, "p9", Mark.SENT));
    assertThat(stateOf(id)).isEqualTo("sent/1");
    expireLeases();
    assertThat(outbox.reconcile(Duration.ZERO)).isZero();
  }

  @Test
  void whoBlockedUsIsReachableAgainOnceTheyWrite() {
    long id = reply();
    claim();
    Database.await(outbox.settle(new Settled(id, 1, "failed", null, "blocked", Duration.ZERO, true)));
    assertThat(unreachable()).isTrue();
    take(said("ana", "m2", "salut"));
    Database.await(here.commit(echo(here.lease(10).getFirst())));
    assertThat(unreachable()).isFalse();
  }

  @Test
  void aReceiptOfAnotherChannelTouchesNothing() {
    long id = reply();
    claim();
    take(new Receipt("whatsapp", id, "p9", Mark.FAILED, "x", NOW));
    assertThat(stateOf(id)).isEqualTo("sending/0");
  }

  @Test
  void anAnswerOfUnknownOutcomeGoesOutAgainEightTimesAndNoOftener() {
    long id = reply();
    for (int round = 0; round <= 8; round++) {
      assertThat(claim()).as("round %d", round).hasSize(1);
      expireLeases();
      outbox.reconcile(Duration.ofMillis(0));
      expireLeases();
      outbox.reconcile(Duration.ofMillis(0));
    }
    assertThat(stateOf(id)).isEqualTo("failed/0");
    assertThat(claim()).isEmpty();
    assertThat(outbox.fate(List.of(id)).get(id)).isEqualTo(new Fate(id, Fate.State.FAILED, "outcome unknown"));
  }

  @Test
  void anUnknownOutcomeIsWaitedForEverLonger() {
    long id = reply();
    var waits = new ArrayList<Long>();
    for (int attempt = 1; attempt <= 3; attempt++) {
      claim();
      Database.await(outbox.settle(
          new Settled(id, attempt, "unknown", null, "no answer", Duration.ofSeconds(30), false)));
      waits.add(database.first(row -> row.getLong(0),
          "select round(extract(epoch from lease_until - now()))::bigint from outbox").orElseThrow());
      expireLeases();
      outbox.reconcile(Duration.ofSeconds(30));
    }
    assertThat(waits).containsExactly(30L, 60L, 120L);
  }

  @Test
  void aCodeIsBlankedOnceSentAndNeverSentOnADoubt() {
    database.transaction(tx -> Outbox.post(tx, new Address("sms", "+40722000009"), new Content.Text("Cod 123456"), true,
        0, null).mapEmpty());
    var due = claim().getFirst();
    assertThat(due.secret()).isTrue();
    expireLeases();
    outbox.reconcile(Duration.ZERO);
    expireLeases();
    assertThat(outbox.reconcile(Duration.ZERO)).isZero();
    assertThat(bodies()).containsExactly("••••••");
  }

  @Test
  void whatIsTooLateIsDroppedInsteadOfSent() {
    database.transaction(tx -> Outbox.post(tx, new Address("sms", "+40722000009"), new Content.Text("Cod 123456"), true,
        0, Duration.ofMillis(-1)).mapEmpty());
    assertThat(claim()).isEmpty();
    assertThat(bodies()).containsExactly("••••••");
  }

  @Test
  void aBadNeighbourInABatchCostsNobodyElse() {
    var done = ConcurrentHashMap.<String>newKeySet();
    var batches = new Batches<String>(10, items -> items.contains("bad")
        ? Future.failedFuture("bad")
        : Future.succeededFuture(done.addAll(items)));
    var results = new ArrayList<Future<Void>>();
    for (var item : List.of("a", "bad", "b", "c")) {
      results.add(batches.add(Collections.singletonList(item)));
    }
    assertThat(results.stream().filter(Future::failed)).hasSize(1);
    assertThat(done).containsExactlyInAnyOrder("a", "b", "c");
  }

  private void take(Event... events) {
    Database.await(inbox.take(List.of(events)));
  }

  private static Inbound said(String who, String id, String text) {
    return new Inbound(new Address("sms", who), id, new Content.Text(text), NOW);
  }

  private static Receipt receipt(@Nullable Long outboundId, String providerId, Mark mark) {
    return new Receipt("sms", outboundId, providerId, mark, null, NOW);
  }

  /** Answers each message with its own text. */
  private static Turned echo(Leased leased) {
    return turned(leased, leased.messages().stream().map(m -> new Turned.Reply(m.content(), m.providerId())).toList());
  }

  private static Turned answer(Leased leased, String... texts) {
    return turned(leased, Stream.of(texts).map(t -> new Turned.Reply(new Content.Text(t), null)).toList());
  }

  private static Turned turned(Leased leased, List<Turned.Reply> replies) {
    var done = leased.messages().stream().map(m -> new Turned.Done(m.id(), "answered", "{}")).toList();
    return new Turned(leased, "{}", Language.RO, false, null, done, replies);
  }

  private long reply() {
    take(said("ana", "m1", "sold"));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "one")));
    return database.first(row -> row.getLong(0), "select id from outbox").orElseThrow();
  }

  private long sendOne(String providerId) {
    long id = reply();
    claim();
    Database.await(outbox.settle(sent(id, providerId)));
    return id;
  }

  private static Settled sent(long id, String providerId) {
    return new Settled(id, 1, "sent", providerId, null, Duration.ZERO, false);
  }

  private List<Outbox.Due> claim() {
    return outbox.claim(10, "sms", Pace.UNLIMITED, Duration.ofSeconds(30)).due();
  }

  private void expireLeases() {
    database.run("update outbox set lease_until = now() - interval '1 second' where lease_until is not null");
  }

  private String stateOf(long id) {
    return database.first(row -> row.getString(0) + "/" + row.getInteger(1),
        "select state, mark::int from outbox where id = $1", id).orElseThrow();
  }

  private boolean unreachable() {
    return database.first(row -> row.getBoolean(0), "select unreachable_at is not null from contact").orElseThrow();
  }

  private List<String> bodies() {
    return database.list(row -> row.getString(0), "select content->>'body' from outbox order by id");
  }
}
