package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers, when more than one would. */
class TakeOversTest {
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final Address PERSON = new Address("chat", "+40722000123");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private TakeOvers takeOvers;
  private StaffReplies replies;
  private Member ana;
  private Member dan;
  private UUID talk;

  @BeforeEach
  void begin() {
    var database = fresh.database();
    takeOvers = new TakeOvers(database, LEASE);
    replies = new StaffReplies(database, LEASE);
    ana = member("Ana");
    dan = member("Dan");
    Database
        .await(new Inbox(database).take(List.of(new Inbound(PERSON, "1", new Content.Text("un om"), Instant.now()))));
    talk = database.first(row -> row.getUUID(0), "select id from contact").orElseThrow();
    database.run("update conversation set waiting_since = now() - interval '3 minutes', waiting_reason = 'asked'");
    new PersonQueue(database).asked("k", talk, "asked", Instant.now().minusSeconds(180));
  }

  @Test
  void ofManyWhoTakeAtOnceOneAnswers() throws InterruptedException {
    var all = IntStream.range(0, 8).mapToObj(i -> member("Colleague " + i)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = all.stream().map(one -> threads.submit(() -> takeOvers.take(talk, one))).toList();
      assertThat(tries.stream().filter(one -> {
        try {
          return one.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
          throw new AssertionError(e);
        }
      })).hasSize(1);
    }
  }

  @Test
  void whoIsTakenWaitsNoLongerAndHowLongTheyWaitedIsKnown() {
    assertThat(takeOvers.take(talk, ana)).isTrue();
    assertThat(new ConversationList(fresh.database()).waiting()).isZero();
    assertThat(fresh.database().first(row -> row.getString(0), "select taken_by from hand_over")).contains("Ana");
  }

  @Test
  void onlyTheHolderAnswersAndOnlyWhileTheLeaseRuns() {
    takeOvers.take(talk, ana);
    assertThat(replies.reply(talk, dan, new Content.Text("x"))).isFalse();
    assertThat(replies.reply(talk, ana, new Content.Text("Bună ziua"))).isTrue();
    assertThat(takeOvers.close(talk, dan)).isFalse();
    fresh.database().run("update conversation set owner_until = now() - interval '1 second'");
    assertThat(replies.reply(talk, ana, new Content.Text("y"))).isFalse();
    assertThat(takeOvers.take(talk, dan)).isTrue();
    assertThat(fresh.database().list(row -> row.getString(0), "select staff from outbox")).containsExactly("Ana");
  }

  @Test
  void whoseColleagueWentSilentWaitsAgain() {
    takeOvers.take(talk, ana);
    assertThat(takeOvers.sweep()).isZero();
    fresh.database().run("update conversation set owner_until = now() - interval '1 second'");
    assertThat(takeOvers.sweep()).isEqualTo(1);
    var entry = new Transcripts(fresh.database()).find(talk).orElseThrow();
    assertThat(entry.owner()).isNull();
    assertThat(entry.reason()).isEqualTo("colleague left");
    assertThat(entry.waitingSince()).isNotNull();
  }

  @Test
  void aScheduledAnswerGoesOutOnceAndNotAfterStop() {
    takeOvers.take(talk, ana);
    replies.schedule(talk, ana, new Content.Text("mâine"), Instant.now().plusSeconds(3600));
    replies.schedule(talk, ana, new Content.Text("acum"), Instant.now().minusSeconds(1));
    assertThat(replies.sendDue()).isEqualTo(1);
    assertThat(replies.sendDue()).isZero();
    var later = replies.scheduled(talk).getFirst();
    assertThat(replies.cancel(talk, later.id())).isTrue();
    assertThat(replies.cancel(talk, later.id())).isFalse();
    fresh.database().run("update contact set opted_out_at = now()");
    replies.schedule(talk, ana, new Content.Text("prea târziu"), Instant.now().minusSeconds(1));
    replies.sendDue();
    assertThat(replies.reply(talk, ana, new Content.Text("x"))).isFalse();
    assertThat(fresh.database().list(row -> row.getString(0), "select content->>'body' from outbox"))
        .containsExactly("acum");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whomAColleagueAnsweredWhoMayNoLongerWaitsAtOnceAndHearsNothingMoreOfThem(boolean disabled) {
    var desk = new ConversationDesk(fresh.database());
    takeOvers.take(talk, ana);
    replies.schedule(talk, ana, new Content.Text("peste o lună"), Instant.now().plusSeconds(3600));
    assertThat(desk.assign(talk, "Ana")).isTrue();
    letGo(disabled);
    assertThat(desk.assign(talk, "Ana")).isFalse();
    assertThat(leftAlone()).isTrue();
    assertThat(desk.kept(talk, dan).assigned()).isNull();
    assertThat(replies.scheduled(talk)).as("a colleague sees what was promised").hasSize(1);
    assertThat(takeOvers.take(talk, dan)).isTrue();
    fresh.database().run("update scheduled_reply set due_at = now() - interval '1 second'");
    replies.sendDue();
    assertThat(fresh.database().list(row -> row.getLong(0), "select id from outbox")).isEmpty();
    assertThat(replies.scheduled(talk)).isEmpty();
  }

  @Test
  void whoWasPromisedAnAnswerByAColleagueWhoIsLetGoWaitsForAnother() {
    takeOvers.take(talk, ana);
    replies.schedule(talk, ana, new Content.Text("mâine"), Instant.now().plusSeconds(3600));
    takeOvers.close(talk, ana);
    letGo(true);
    assertThat(leftAlone()).isTrue();
    takeOvers.take(talk, dan);
    takeOvers.close(talk, dan);
    fresh.database().run("update scheduled_reply set due_at = now() - interval '1 second'");
    replies.sendDue();
    assertThat(leftAlone()).as("it has not gone out").isTrue();
  }

  private void letGo(boolean disabled) {
    var accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
    assertThat(disabled ? accounts.disable("Ana") : accounts.change("Ana", Role.VIEWER)).isTrue();
    assertThat(accounts.disable("Nobody")).isFalse();
  }

  private boolean leftAlone() {
    var entry = new Transcripts(fresh.database()).find(talk).orElseThrow();
    return entry.owner() == null && entry.waitingSince() != null && "colleague left".equals(entry.reason());
  }

  @Test
  void anAnswerForLaterIsOnlyTheHoldersToo() {
    takeOvers.take(talk, ana);
    takeOvers.wrest(talk, dan, "Ana");
    assertThat(replies.schedule(talk, ana, new Content.Text("mâine"), Instant.now().plusSeconds(3600))).isFalse();
    assertThat(replies.schedule(talk, dan, new Content.Text("mâine"), Instant.now().plusSeconds(3600))).isTrue();
    assertThat(replies.scheduled(talk)).extracting(StaffReplies.Scheduled::staff).containsExactly("Dan");
  }

  @Test
  void staffWriteFirstToWhoMayBeWrittenTo() {
    var known = replies.begin(PERSON, ana, new Content.Text("Bună ziua"));
    assertThat(known).contains(talk);
    var stranger = new Address("chat", "+40722000999");
    var made = replies.begin(stranger, ana, new Content.Text("Bună ziua"));
    assertThat(made).isPresent().isNotEqualTo(known);
    takeOvers.wrest(talk, dan, "Ana");
    assertThat(replies.begin(PERSON, ana, new Content.Text("x"))).isEmpty();
    fresh.database().run("update contact set opted_out_at = now()");
    assertThat(replies.begin(stranger, ana, new Content.Text("x"))).isEmpty();
  }

  /** The second begins, and waits or is done, before the first is committed. */
  private <T> T atOnce(Consumer<Database> first, Supplier<T> second) {
    Future<T> other = fresh.database().asOne(open -> {
      first.accept(open);
      var begun = CompletableFuture.supplyAsync(second);
      Beside.doneOrWaiting(fresh.database(), begun::isDone);
      return Future.fromCompletionStage(begun);
    });
    return Database.await(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+40722000123", "+40722000999"})
  void ofTwoWhoWriteFirstAtOnceOneWritesAndAnswersFromThenOn(String address) {
    var person = new Address("chat", address);
    assertThat(atOnce(open -> replies.in(open).begin(person, ana, new Content.Text("Bună ziua")),
        () -> replies.begin(person, dan, new Content.Text("Bună ziua")))).isEmpty();
    assertThat(fresh.database().list(row -> row.getString(0), "select staff from outbox")).containsExactly("Ana");
    assertThat(fresh.database().list(row -> row.getString(0), "select owner from conversation where owner is not null"))
        .containsExactly("Ana");
  }

  @Test
  void nothingIsWrittenToWhoSaysStopInThatMoment() {
    takeOvers.take(talk, ana);
    assertThat(atOnce(this::stop, () -> replies.reply(talk, ana, new Content.Text("Bună ziua")))).isFalse();
    fresh.database().run("update contact set opted_out_at = null");
    assertThat(atOnce(this::stop, () -> replies.begin(PERSON, ana, new Content.Text("Bună ziua")))).isEmpty();
    assertThat(fresh.database().list(row -> row.getString(0), "select staff from outbox")).isEmpty();
  }

  /** As the commit of a turn does it. */
  private void stop(Database open) {
    open.run("update conversation set lease_no = lease_no + 1 where id = $1", talk);
    open.run("update contact set opted_out_at = now() where id = $1", talk);
  }

  @Test
  void ofTwoWhoTakeItFromAColleagueAtOnceOneHasIt() {
    takeOvers.take(talk, member("Vlad"));
    assertThat(atOnce(open -> new TakeOvers(open, LEASE).wrest(talk, ana, "Vlad"),
        () -> takeOvers.wrest(talk, dan, "Vlad"))).isEmpty();
    assertThat(new Transcripts(fresh.database()).find(talk).orElseThrow().owner()).isEqualTo("Ana");
    assertThat(takeOvers.wrest(talk, dan, "")).contains("Ana");
  }

  private Member member(String name) {
    var accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
    return accounts.find(accounts.redeem(accounts.add(name, Role.OPERATOR).orElseThrow()).orElseThrow()).orElseThrow();
  }
}
