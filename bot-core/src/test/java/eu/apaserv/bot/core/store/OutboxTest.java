package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.NOW;
import static eu.apaserv.bot.core.store.WalkTables.answer;
import static eu.apaserv.bot.core.store.WalkTables.echo;
import static eu.apaserv.bot.core.store.WalkTables.said;
import static eu.apaserv.bot.core.store.WalkTables.sent;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt.Mark;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages between being due and being settled, under late answers and lost leases. */
class OutboxTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private WalkTables walk;
  private Database database;
  private Conversations here;
  private Outbox outbox;

  @BeforeEach
  void open() {
    walk = new WalkTables(fresh.database());
    database = fresh.database();
    here = walk.here();
    outbox = walk.outbox();
  }

  @Test
  void aSlowAnswerOfTheProviderStillCounts() {
    long id = walk.reply();
    walk.claim();
    walk.expireLeases();
    outbox.reconcile(Duration.ofMinutes(1));
    Database.await(outbox.settle(sent(id, "slow")));
    assertThat(walk.stateOf(id)).isEqualTo("sent/0");
  }

  @Test
  void whatAnEarlierHolderSaysOfAnEarlierAttemptDoesNotCount() {
    long id = walk.reply();
    walk.claim();
    Database.await(outbox.settle(new Settled(id, 1, "due", null, "busy", Duration.ZERO, false)));
    walk.claim();
    Database.await(outbox.settle(new Settled(id, 1, "failed", null, "late", Duration.ZERO, false)));
    assertThat(walk.stateOf(id)).isEqualTo("sending/0");
  }

  @Test
  void aConversationsRepliesAreClaimedOneAfterTheOther() {
    walk.take(said("ana", "m1", "sold"));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "one", "two")));
    var first = walk.claim();
    assertThat(first).extracting(due -> due.message().content()).containsExactly(new Content.Text("one"));
    assertThat(walk.claim()).isEmpty();
    Database.await(outbox.settle(sent(first.getFirst().message().id(), "p1")));
    assertThat(walk.claim()).extracting(due -> due.message().content()).containsExactly(new Content.Text("two"));
  }

  @Test
  void aLongBacklogOfOnePersonHoldsUpNobodyElse() {
    long first = walk.reply();
    database.run("""
        insert into outbox (conversation_id, channel, address, content)
        select conversation_id, channel, address, content from outbox, generate_series(1, 600)""");
    walk.take(said("ion", "m2", "sold"));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "last")));
    var claimed = walk.claim();
    assertThat(claimed).hasSize(2);
    assertThat(claimed.getFirst().message().id()).isEqualTo(first);
    assertThat(claimed.getLast().message().content()).isEqualTo(new Content.Text("last"));
  }

  @Test
  void whatWeBeginHoldsUpNoAnswerEvenWhileItIsOnItsWay() {
    long answer = walk.reply();
    database.run("update outbox set priority = 1");
    assertThat(walk.claim()).extracting(due -> due.message().id()).containsExactly(answer);
    database.run("""
        insert into outbox (conversation_id, channel, address, content, priority)
        select conversation_id, channel, address, content, n from outbox, generate_series(0, 1) n""");
    assertThat(walk.claim()).extracting(Outbox.Due::priority).containsExactly(0);
    assertThat(walk.claim()).isEmpty();
  }

  @Test
  void whatWeBeginIsDroppedWhereThePersonHasSaidStopSinceAnAnswerIsNot() {
    long answer = walk.reply();
    database.run("""
        insert into outbox (conversation_id, channel, address, content, priority)
        select conversation_id, channel, address, content, 1 from outbox""");
    database.run("update contact set opted_out_at = now()");
    assertThat(walk.claim()).extracting(due -> due.message().id()).containsExactly(answer);
    Database.await(outbox.settle(sent(answer, "p1")));
    assertThat(walk.claim()).isEmpty();
    assertThat(database.list(row -> row.getString(0), "select state || ' ' || error from outbox where priority = 1"))
        .containsExactly("dropped opted_out");
  }

  @Test
  void whatIsSentKnowsWhenThePersonWasLastHeardEvenIfAnOldMessageCameLast() {
    var person = new Address("sms", "ana");
    walk.take(new Inbound(person, "new", new Content.Text("a"), NOW), new Inbound(person, "old", new Content.Text("b"),
        NOW.minus(Duration.ofDays(3))));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "one")));
    assertThat(walk.claim()).singleElement().satisfies(due -> assertThat(due.message().heardAt()).isEqualTo(NOW));
  }

  @Test
  void toSomebodyNeverHeardThereIsNoTime() {
    database.transaction(t -> Letterbox.post(TranscriptSeal.NONE, t, new Address("sms", "ion"),
        new Content.Notice("outage", Language.EN, List.of("12 Long Street"), new Content.Text("No water.")), false, 1,
        null));
    assertThat(walk.claim()).singleElement().satisfies(due -> {
      assertThat(due.message().heardAt()).isNull();
      assertThat(due.message().content().plain()).isEqualTo(new Content.Text("No water."));
    });
  }

  @Test
  void aMessageInPartsGoesOnWhereItWasLeft() {
    long id = walk.reply();
    walk.claim();
    Database.await(outbox.settle(new Settled(id, 1, "due", null, "busy", Duration.ZERO, false, 2)));
    assertThat(walk.claim().getFirst().message().done()).isEqualTo(2);
    Database.await(outbox.settle(new Settled(id, 2, "due", null, "busy", Duration.ZERO, false)));
    assertThat(walk.claim().getFirst().message().done()).isEqualTo(2);
  }

  @Test
  void whoBlockedUsIsReachableAgainOnceTheyWrite() {
    long id = walk.reply();
    walk.claim();
    Database.await(outbox.settle(new Settled(id, 1, "failed", null, "blocked", Duration.ZERO, true)));
    assertThat(unreachable()).isTrue();
    walk.take(said("ana", "m2", "salut"));
    Database.await(here.commit(echo(here.lease(10).getFirst())));
    assertThat(unreachable()).isFalse();
  }

  @Test
  void anAnswerOfUnknownOutcomeGoesOutAgainForAsLongAsItIsOfUseHoweverOften() {
    long id = walk.reply();
    for (int round = 1; round <= 12; round++) {
      assertThat(walk.claim()).as("round %d", round).hasSize(1);
      var reconciled = stayedUnknown();
      assertThat(reconciled.again()).isEqualTo(1);
      assertThat(reconciled.lost()).isEmpty();
      assertThat(reconciled.doubtful().containsKey("sms")).as("round %d", round)
          .isEqualTo(round >= Doubts.LONG_IN_DOUBT);
    }
    database.run("update outbox set created_at = now() - interval '6 hours'");
    walk.claim();
    assertThat(stayedUnknown().lost()).containsExactly(Map.entry("sms", 1L));
    assertThat(walk.stateOf(id)).isEqualTo("failed/0");
    assertThat(walk.claim()).isEmpty();
    assertThat(outbox.fate(List.of(id)).get(id)).isEqualTo(new Fate(id, Fate.State.FAILED, "outcome unknown"));
  }

  /** No receipt came while it was waited for. */
  private Doubts.Reconciled stayedUnknown() {
    walk.expireLeases();
    outbox.reconcile(Duration.ofMillis(0));
    walk.expireLeases();
    return outbox.reconcile(Duration.ofMillis(0));
  }

  @Test
  void whatAReceiptHasSettledSinceItWasClaimedIsNotRepeated() {
    long id = walk.reply();
    walk.claim();
    stayedUnknown();
    var again = walk.claim().getFirst();
    assertThat(outbox.isWanted(again)).isTrue();
    walk.take(WalkTables.receipt(id, "p1", Mark.DELIVERED));
    assertThat(outbox.isWanted(again)).isFalse();
    Database.await(outbox.settle(new Settled(id, 2, "due", null, "a receipt was faster", Duration.ZERO, false)));
    assertThat(walk.stateOf(id)).startsWith("sent");
  }

  @Test
  void anUnknownOutcomeIsWaitedForEverLonger() {
    long id = walk.reply();
    var waits = new ArrayList<Long>();
    for (int attempt = 1; attempt <= 9; attempt++) {
      walk.claim();
      Database.await(outbox.settle(
          new Settled(id, attempt, "unknown", null, "no answer", Duration.ofSeconds(30), false)));
      waits.add(database.first(row -> row.getLong(0),
          "select round(extract(epoch from lease_until - now()))::bigint from outbox").orElseThrow());
      walk.expireLeases();
      outbox.reconcile(Duration.ofSeconds(30));
    }
    assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
  }

  @Test
  void aCodeIsBlankedOnceSentAndNeverSentOnADoubt() {
    database.transaction(tx -> Letterbox
        .post(TranscriptSeal.NONE, tx, new Address("sms", "+40722000009"), new Content.Text("Cod 123456"), true,
            0, null)
        .mapEmpty());
    var due = walk.claim().getFirst();
    assertThat(due.secret()).isTrue();
    assertThat(outbox.leaves(due)).isTrue();
    walk.expireLeases();
    outbox.reconcile(Duration.ZERO);
    walk.expireLeases();
    assertThat(outbox.reconcile(Duration.ZERO).again()).isZero();
    assertThat(walk.bodies()).containsExactly("••••••");
  }

  @Test
  void whatADeadNodeHadOnlyTakenGoesOutByAnotherWhatHadLeftDoesNot() {
    for (var person : List.of("ana", "ion", "eva")) {
      database.transaction(tx -> Letterbox.post(TranscriptSeal.NONE, tx, new Address("sms", person),
          new Content.Text(person), false, 1, null));
    }
    var taken = walk.claim();
    assertThat(outbox.leaves(taken.getFirst())).isTrue();
    walk.expireLeases();
    assertThat(outbox.reconcile(Duration.ofMinutes(1)).again()).as("nothing that may have arrived goes out again")
        .isZero();
    assertThat(taken).extracting(due -> walk.stateOf(due.message().id())).containsExactly("unknown/0", "due/0",
        "due/0");
    assertThat(outbox.leaves(taken.getLast())).as("it was late, and must not send it").isFalse();
    var again = walk.claim();
    assertThat(again).extracting(due -> due.message().to().id()).containsExactly("ion", "eva");
    assertThat(outbox.leaves(taken.getLast())).as("it was taken again meanwhile").isFalse();
    assertThat(outbox.leaves(again.getLast())).isTrue();
    assertThat(database.list(row -> row.getString(0), "select error from outbox where error is not null"))
        .containsExactly("outcome unknown");
  }

  /** What is claimed together leaves one by one; a code was asked for. */
  @Test
  void whoSaysStopAfterTheClaimGetsTheirCodeAndNothingThatWeBegin() {
    for (var person : List.of("ana", "ion")) {
      database.transaction(tx -> Letterbox.post(TranscriptSeal.NONE, tx, new Address("sms", person),
          new Content.Text(person), false, 1, null));
    }
    database.transaction(tx -> Letterbox.post(TranscriptSeal.NONE, tx, new Address("sms", "eva"),
        new Content.Text("Cod 123456"), true, 0, null));
    var taken = walk.claim();
    database.run("update contact set opted_out_at = now() where address in ('ana', 'eva')");
    assertThat(taken.stream().filter(outbox::leaves).map(due -> due.message().to().id()))
        .containsExactlyInAnyOrder("ion", "eva");
    assertThat(database.list(row -> row.getString(0), """
        select address || ' ' || state || ' ' || coalesce(error, '') || ' ' || (settled_at is not null) from outbox
        where state <> 'sending'""")).containsExactly("ana dropped opted_out true");
    var stopped = taken.stream().filter(due -> due.message().to().id().equals("ana")).findFirst().orElseThrow();
    Database.await(outbox.settle(new Outbox.Settled(stopped.message().id(), stopped.attempts(), "due", null,
        "not sent", Duration.ZERO, false)));
    assertThat(walk.claim()).isEmpty();
  }

  @Test
  void anAnswerThatWasTakenMayHaveLeftAndCostsNoStatementMore() {
    long id = walk.reply();
    assertThat(walk.claim()).noneMatch(Outbox.Due::neverTwice);
    walk.expireLeases();
    outbox.reconcile(Duration.ofMinutes(1));
    assertThat(walk.stateOf(id)).isEqualTo("unknown/0");
  }

  @Test
  void whatIsTooLateIsDroppedInsteadOfSent() {
    database.transaction(tx -> Letterbox
        .post(TranscriptSeal.NONE, tx, new Address("sms", "+40722000009"), new Content.Text("Cod 123456"), true,
            0, Duration.ofMillis(-1))
        .mapEmpty());
    assertThat(walk.claim()).isEmpty();
    assertThat(walk.bodies()).containsExactly("••••••");
  }

  private boolean unreachable() {
    return database.first(row -> row.getBoolean(0), "select unreachable_at is not null from contact").orElseThrow();
  }
}
