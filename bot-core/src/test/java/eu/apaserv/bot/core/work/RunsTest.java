package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Letter;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunFates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs under pauses, changed facts, failures, opt-outs and many nodes. */
class RunsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Ticking clock = new Ticking();
  private Database database;
  private Outbox outbox;
  private RunBook book;

  @BeforeEach
  void open() {
    database = fresh.database();
    outbox = new Outbox(database, "here");
    book = new RunBook(database, clock);
  }

  @Test
  void theSameKeyIsTheSameRunAndOnlyWhoIsNewIsAdded() {
    var first = book.begin(draft("news"), people(3, 1));
    var again = book.begin(draft("news"), people(5, 1));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(book.progress(first.id()).in("waiting")).isEqualTo(5);
  }

  @Test
  void anAudienceIsSeenWithoutBeingWritten() {
    assertThat(book.reach(people(4, 2))).singleElement().satisfies(reach -> {
      assertThat(reach.channel()).isEqualTo("sms");
      assertThat(reach.people()).isEqualTo(4);
      assertThat(reach.subjects()).isEqualTo(8);
    });
    assertThat(book.latest(10)).isEmpty();
  }

  @Test
  void severalSubjectsOfAPersonBecomeOneMessage() {
    var run = book.begin(draft("news"), people(3, 4));
    drain(runs(1000, RunsTest::tell));
    assertThat(bodies()).containsExactly("s1 s2 s3 s4", "s1 s2 s3 s4", "s1 s2 s3 s4");
    assertThat(book.progress(run.id()).in("queued")).isEqualTo(12);
  }

  @Test
  void noMoreWaitsInTheOutboxThanGoesOutInThreeSeconds() {
    book.begin(draft("news"), people(100, 1));
    var runs = runs(5, RunsTest::tell);
    drain(runs);
    assertThat(bodies()).hasSize(15);
    outbox.claim(7, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due();
    drain(runs);
    assertThat(bodies()).hasSize(22);
  }

  @Test
  void aPausedRunSaysNothingAndGoesOnWhereItWas() {
    var run = book.begin(draft("news"), people(30, 1));
    var runs = runs(5, RunsTest::tell);
    drain(runs);
    assertThat(book.pause(run.id())).isTrue();
    outbox.claim(15, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due();
    drain(runs);
    assertThat(bodies()).hasSize(15);
    assertThat(book.resume(run.id())).isTrue();
    drain(runs);
    assertThat(database.list(row -> row.getString(0), "select address from outbox")).hasSize(30)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRunCalledOffTakesBackWhatNoSenderHolds() {
    var run = book.begin(draft("news"), people(30, 1));
    drain(runs(5, RunsTest::tell));
    outbox.claim(4, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due();
    assertThat(book.cancel(run.id())).isTrue();
    assertThat(book.progress(run.id()).in("queued")).isEqualTo(4);
    assertThat(book.progress(run.id()).in("skipped")).isEqualTo(26);
    assertThat(outbox.claim(30, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due()).isEmpty();
    assertThat(book.begin(draft("news"), people(40, 1)).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aRunCalledOffWhileABatchIsDecidedTakesThatBatchBackToo() throws Exception {
    var run = book.begin(draft("news"), people(3, 2));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cancelled = new ArrayList<Future<Boolean>>();
      drain(runs(1000, (held, recipients) -> {
        cancelled.add(threads.submit(() -> book.cancel(held.id())));
        awaitSomebodyWhoWaitsForALock();
        return tell(held, recipients);
      }));
      assertThat(cancelled).hasSize(1);
      assertThat(cancelled.getFirst().get()).isTrue();
    }
    assertThat(figures(run)).isEqualTo(Map.of("skipped cancelled", 6L));
    assertThat(outbox.claim(30, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due()).isEmpty();
  }

  @Test
  void whatFailsAfterTheRunWasCalledOffGoesToNoOtherChannel() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    var sent = outbox.claim(1, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due();
    assertThat(book.cancel(run.id())).isTrue();
    Database.await(outbox.settle(
        new Settled(sent.getFirst().message().id(), 1, "failed", null, "30005: gone", Duration.ZERO, false)));
    follow(runs, Duration.ofSeconds(5));
    assertThat(figures(run)).isEqualTo(Map.of("failed 30005", 1L));
  }

  private void awaitSomebodyWhoWaitsForALock() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (database.list(row -> row.getInteger(0), """
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""").isEmpty()) {
      assertThat(System.nanoTime()).as("nobody waits for a lock").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void theKindIsAskedWhenItIsSaidAndMaySkipOrWait() {
    var run = book.begin(draft("news"), people(3, 1));
    var later = clock.instant().plusSeconds(3600);
    drain(runs(1000, (_, recipients) -> List.of(new Verdict.Skip(recipients.subList(0, 1), "paid"),
        new Verdict.Later(recipients.subList(1, 2), later), say(recipients.subList(2, 3), "sms"))));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 1L, "skipped paid", 1L, "waiting", 1L));
    clock.now = later;
    drain(runs(1000, RunsTest::tell));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 2L, "skipped paid", 1L));
  }

  @Test
  void whoStoppedHearsNothingWhereverTheStopWasSaid() {
    var run = book.begin(draft("news"), people(3, 1));
    drain(runs(1000, RunsTest::tell));
    var other = book.begin(draft("more"), people(3, 1));
    database.run("update contact set opted_out_at = now() where address = 'p1-sms'");
    database.run("insert into contact (id, channel, address, opted_out_at) values ($1, 'chat', 'x', now())", person(2));
    drain(runs(1000, RunsTest::tell));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 3L));
    assertThat(figures(other)).isEqualTo(Map.of("queued", 1L, "skipped opted_out", 2L));
  }

  @Test
  void whatIsKnownNotToBeDeliveredGoesByTheNextChannelOnce() {
    var run = book.begin(draft("news"), people(1, 2));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    settle("failed", "30003: gone");
    follow(runs, Duration.ofSeconds(3));
    follow(runs, Duration.ofSeconds(3));
    assertThat(channels()).containsExactly("sms", "mail");
    settle("failed", "550: no such box");
    follow(runs, Duration.ofSeconds(3));
    assertThat(figures(run)).isEqualTo(Map.of("failed 550", 2L));
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aFailureThatIsHeardOfTooLateIsNoReasonToSayItAgain() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    settle("failed", "30003: gone");
    database.run("update outbox set created_at = now() - interval '601 s'");
    follow(runs, PATIENCE.plusSeconds(1));
    assertThat(figures(run)).isEqualTo(Map.of("failed 30003", 1L));
    assertThat(channels()).containsExactly("sms");
  }

  @Test
  void aFailureHeardOfInTimeCountsHoweverLateItIsSeen() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    settle("sent", null);
    follow(runs, Duration.ofMinutes(5));
    assertThat(figures(run)).isEqualTo(Map.of("sent", 1L));
    var sent = database.first(row -> row.getString(0), "select provider_id from outbox").orElseThrow();
    Database.await(new Inbox(database).take(
        List.of(new Receipt("sms", null, sent, Receipt.Mark.FAILED, "30003", clock.instant()))));
    follow(runs, Duration.ofMinutes(5).minusSeconds(1));
    assertThat(figures(run)).isEqualTo(Map.of("sent", 1L));
    follow(runs, Duration.ofSeconds(2));
    follow(runs, Duration.ofSeconds(3));
    assertThat(channels()).containsExactly("sms", "mail");
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void whatNobodyCanTellIsCountedAndNeverSaidAgain() {
    var run = book.begin(draft("news"), people(2, 1));
    var runs = runs(1000, (_, recipients) -> recipients.stream().map(r -> (Verdict) say(List.of(r), "sms", "mail"))
        .toList());
    drain(runs);
    assertThat(outbox.claim(1, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).due()).hasSize(1);
    for (int i = 0; i < 2; i++) {
      database.run("update outbox set lease_until = now() - interval '1 s' where lease_until is not null");
      outbox.reconcile(Duration.ZERO);
    }
    settle("sent", null);
    follow(runs, Duration.ofSeconds(3));
    assertThat(figures(run)).isEqualTo(Map.of("unknown", 1L, "sent", 1L));
    assertThat(channels()).containsExactly("sms", "sms");
  }

  @Test
  void aDefectOfAKindPausesItsRunAndNoOther() {
    var bad = book.begin(draft("bad"), people(2, 1));
    var good = book.begin(draft("good"), people(2, 1));
    drain(runs(1000, (run, recipients) -> run.key().equals("bad") ? List.of() : tell(run, recipients)));
    assertThat(book.find(bad.id()).orElseThrow().state()).isEqualTo(RunState.PAUSED);
    assertThat(figures(bad)).isEqualTo(Map.of("waiting", 2L));
    assertThat(figures(good)).isEqualTo(Map.of("queued", 2L));
  }

  @Test
  void manyNodesTellEverybodyOnce() throws Exception {
    var run = book.begin(draft("news"), people(2000, 2));
    var workers = new ArrayList<Callable<@Nullable Void>>();
    for (int i = 0; i < 4; i++) {
      workers.add(() -> {
        drain(runs(100_000, RunsTest::tell));
        return null;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(workers)) {
        done.get();
      }
    }
    drain(runs(100_000, RunsTest::tell));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 4000L));
    assertThat(database.list(row -> row.getString(0), "select address from outbox")).hasSize(2000)
        .doesNotHaveDuplicates();
    assertThat(database.list(row -> row.getLong(0), "select count(*) from run_recipient where state = 'queued'"))
        .containsExactly(4000L);
  }

  private Runs runs(double perSecond, BiFunction<Run, List<Recipient>, List<Verdict>> decide) {
    var rooms = new Runs.Rooms(book, new RunBatch(database), new RunFates(database, PATIENCE), outbox, new Bell());
    return new Runs(rooms, List.of(new News(decide)), List.of("sms", "mail"), _ -> perSecond, clock);
  }

  private record News(BiFunction<Run, List<Recipient>, List<Verdict>> told) implements RunKind {
    @Override
    public String name() {
      return "news";
    }

    @Override
    public List<Verdict> decide(Run run, List<Recipient> recipients) {
      return told.apply(run, recipients);
    }
  }

  private static List<Verdict> tell(Run run, List<Recipient> recipients) {
    var people = new LinkedHashMap<Object, List<Recipient>>();
    recipients.forEach(r -> people.computeIfAbsent(r.person(), _ -> new ArrayList<>()).add(r));
    return people.values().stream().map(about -> (Verdict) say(about, "sms")).toList();
  }

  private static Verdict.Say say(List<Recipient> about, String... channels) {
    var text = String.join(" ", about.stream().map(Recipient::subject).toList());
    long number = about.getFirst().person().getLeastSignificantBits();
    return new Verdict.Say(about, List.of(channels).stream()
        .map(c -> new Letter(new Address(c, "p" + number + "-" + c), new Content.Text(text), null)).toList());
  }

  private static void drain(Runs runs) {
    while (runs.say()) {
      Thread.onSpinWait();
    }
  }

  private void follow(Runs runs, Duration after) {
    clock.now = clock.now.plus(after);
    runs.follow();
    drain(runs);
  }

  private void settle(String state, @Nullable String error) {
    var all = Stream.of("sms", "mail")
        .flatMap(name -> outbox.claim(100, name, Pace.UNLIMITED, Duration.ofSeconds(60)).due().stream()).toList();
    for (var due : all) {
      Database.await(outbox.settle(
          new Settled(due.message().id(), due.attempts(), state, "p" + due.message().id(), error, Duration.ZERO,
              false)));
    }
  }

  private Map<String, Long> figures(Run run) {
    var figures = new LinkedHashMap<String, Long>();
    book.progress(run.id()).tallies().forEach(t -> figures.put((t.state() + " " + t.reason()).strip(), t.recipients()));
    return figures;
  }

  private List<String> bodies() {
    return database.list(row -> row.getString(0), "select content->>'body' from outbox order by id");
  }

  private List<String> channels() {
    return database.list(row -> row.getString(0), "select channel from outbox order by id");
  }

  private static Draft draft(String key) {
    return new Draft(key, "news", "News", "{}", false, "ana");
  }

  private static UUID person(int number) {
    return new UUID(0, number);
  }

  /** Persons 1 to n, each with some subjects. */
  private static Audience people(int n, int subjects) {
    return Audience.of("""
      select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid as person, 's' || s as subject,
        'sms' as channel, 'ro' as language, null::timestamptz as due_at
      from generate_series(1, $1::int) n, generate_series(1, $2::int) s""", n, subjects);
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
