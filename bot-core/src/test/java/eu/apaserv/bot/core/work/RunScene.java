package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Letter;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunCosts;
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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run and those it is for, a sender that is played by hand, and a clock that goes when told. */
abstract class RunScene {
  static final Duration PATIENCE = Duration.ofMinutes(10);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  final Ticking clock = new Ticking();
  Database database;
  Outbox outbox;
  RunBook book;

  @BeforeEach
  void open() {
    database = fresh.database();
    outbox = new Outbox(database, "here");
    book = new RunBook(database, clock);
  }

  Runs runs(double perSecond, BiFunction<Run, List<Recipient>, List<Verdict>> decide) {
    var rooms = new Runs.Rooms(book, new RunBatch(database), new RunFates(database, PATIENCE),
        new RunCosts(database, new Alarms(database)), outbox, new Bell());
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

  static List<Verdict> tell(Run run, List<Recipient> recipients) {
    var people = new LinkedHashMap<Object, List<Recipient>>();
    recipients.forEach(r -> people.computeIfAbsent(r.person(), _ -> new ArrayList<>()).add(r));
    return people.values().stream().map(about -> (Verdict) say(about, "sms")).toList();
  }

  static Verdict.Say say(List<Recipient> about, String... channels) {
    var text = String.join(" ", about.stream().map(Recipient::subject).toList());
    long number = about.getFirst().person().getLeastSignificantBits();
    return new Verdict.Say(about, List.of(channels).stream()
        .map(c -> new Letter(new Address(c, "p" + number + "-" + c), new Content.Text(text), null)).toList());
  }

  static void drain(Runs runs) {
    while (runs.say()) {
      Thread.onSpinWait();
    }
  }

  void follow(Runs runs, Duration after) {
    clock.now = clock.now.plus(after);
    runs.follow();
    drain(runs);
  }

  void settle(String state, @Nullable String error) {
    var all = Stream.of("sms", "mail")
        .flatMap(name -> outbox.claim(100, name, Pace.UNLIMITED, Duration.ofSeconds(60)).stream()).toList();
    for (var due : all) {
      Database.await(outbox.settle(
          new Settled(due.message().id(), due.attempts(), state, "p" + due.message().id(), error, Duration.ZERO,
              false)));
    }
  }

  Map<String, Long> figures(Run run) {
    var figures = new LinkedHashMap<String, Long>();
    book.progress(run.id()).tallies().forEach(t -> figures.put((t.state() + " " + t.reason()).strip(), t.recipients()));
    return figures;
  }

  List<String> bodies() {
    return database.list(row -> row.getString(0), "select content->>'body' from outbox order by id");
  }

  List<String> channels() {
    return database.list(row -> row.getString(0), "select channel from outbox order by id");
  }

  static Draft draft(String key) {
    return new Draft(key, "news", "News", "{}", false, "ana");
  }

  static UUID person(int number) {
    return new UUID(0, number);
  }

  /** Persons 1 to n, each with some subjects. */
  static Audience people(int n, int subjects) {
    return Audience.of("""
      select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid as person, 's' || s as subject,
        'sms' as channel, 'ro' as language, null::timestamptz as due_at
      from generate_series(1, $1::int) n, generate_series(1, $2::int) s""", n, subjects);
  }

  static final class Ticking extends Clock {
    Instant now = Instant.parse("2026-11-22T08:00:00Z");

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
