package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed with -9 in the middle of its work, twice, and started again. */
class KillTest {
  private static final int PEOPLE = 120;

  @TempDir
  Path folder;

  private Vertx vertx;
  private WhatsAppProvider whatsapp;
  private String address;
  private Database database;
  private int port;

  @BeforeEach
  void open() throws IOException {
    vertx = Vertx.vertx();
    whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(whatsapp.start(vertx));
    address = TestDatabase.fresh(Store.TABLES);
    database = Database.connect(vertx, address, 4);
    Population.create(database, PEOPLE);
    Population.openWindow(database);
    port = RunningAssistant.freePort();
    whatsapp.connect("http://127.0.0.1:" + port);
  }

  @AfterEach
  void close() {
    database.close();
    Database.await(whatsapp.close());
    Database.await(vertx.close());
    TestDatabase.drop(address);
  }

  @Test
  void noMessageIsLostNoReadingIsTakenTwice() throws Exception {
    var people = IntStream.range(0, PEOPLE).mapToObj(Population::address).toList();
    for (int quarter = 1; quarter <= 2; quarter++) {
      var process = serve();
      try {
        int wanted = quarter * PEOPLE / 4;
        if (quarter == 1) {
          await("the assistant is up", () -> inTouch(people.getFirst()));
          people.forEach(person -> whatsapp.say(person, "INDEX 12"));
        }
        await("some have their answer", () -> answered(people) >= wanted);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    var process = serve();
    try {
      await("everybody has an answer", () -> answered(people) == PEOPLE);
      await("nothing is under way", this::settled);
    } finally {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(readingsByMeter()).hasSize(PEOPLE).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    assertThat(doubled(people)).as("answers that came twice").isLessThanOrEqualTo(unknown());
  }

  @Test
  void everybodyIsToldOnceOfANewInvoice() throws Exception {
    var people = IntStream.range(0, PEOPLE).mapToObj(Population::address).toList();
    for (int third = 1; third <= 3; third++) {
      var process = serve();
      try {
        if (third == 1) {
          await("the assistant is up", () -> inTouch(people.getFirst()));
          people.stream().skip(1).forEach(person -> whatsapp.say(person, "multumesc"));
          await("everybody has written", () -> people.stream().noneMatch(person -> texts(person).isEmpty()));
          news();
        }
        int wanted = third * PEOPLE / 3;
        await("some are told", () -> told(people, 1) >= wanted - unsaid());
        if (third == 3) {
          await("nothing is under way", () -> settled() && waiting() == 0);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    assertThat(told(people, 2)).as("told twice").isZero();
    assertThat(told(people, 1)).as("told, but for those nobody can tell").isGreaterThanOrEqualTo(PEOPLE - unsaid());
  }

  /** Everybody wants to be told, and has a new invoice. */
  private void news() {
    database.run("""
        insert into alert_subscription (conversation, kind, client_code, channel, since)
        select conversation, 'invoice_issued', client_code, 'whatsapp', now() from account_link""");
    database.run("""
        insert into billing_event (kind, subject, client_code, happened_on, noted_at)
        select 'invoice_issued', invoice_number, client_code, issued_on, now() from invoice where outstanding > 0""");
  }

  private long told(List<String> people, int times) {
    return people.stream()
        .filter(person -> texts(person).stream().filter(t -> t.contains("factură nouă")).count() >= times).count();
  }

  /** Sends whose end nobody saw: an alert is never said on a doubt. */
  private long unsaid() {
    return database.first(row -> row.getLong(0),
        "select count(*) from outbox where priority = 1 and (state = 'unknown' or error like 'outcome unknown%')")
        .orElseThrow();
  }

  private long waiting() {
    return database.first(row -> row.getLong(0), "select count(*) from run_recipient where state = 'waiting'")
        .orElseThrow();
  }

  /** Answers beyond the first: only a send nobody saw the end of may be repeated. */
  private long doubled(List<String> people) {
    return people.stream().filter(person -> texts(person).stream().filter(t -> t.contains("12")).count() > 1).count();
  }

  private long unknown() {
    return database.first(row -> row.getLong(0), "select count(*) from outbox where repeats > 0").orElseThrow();
  }

  private boolean inTouch(String person) {
    if (texts(person).isEmpty()) {
      whatsapp.say(person, "multumesc");
    }
    await("the first answer", () -> !texts(person).isEmpty());
    return true;
  }

  private long answered(List<String> people) {
    return people.stream().filter(person -> texts(person).stream().anyMatch(t -> t.contains("12"))).count();
  }

  private List<String> texts(String person) {
    return whatsapp.conversation(person).messages().stream().filter(m -> !m.fromPerson()).map(PhoneMessage::text)
        .toList();
  }

  private boolean settled() {
    return database.first(row -> row.getLong(0), """
      select (select count(*) from inbox where done_at is null)
        + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))""").orElseThrow() == 0;
  }

  private Map<String, Integer> readingsByMeter() {
    var counts = new HashMap<String, Integer>();
    database.list(row -> row.getString(0), "select meter_serial from submitted_reading")
        .forEach(serial -> counts.merge(serial, 1, Integer::sum));
    return counts;
  }

  private static void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private Process serve() throws IOException {
    return ServedProcess.start(whatsapp, address, port, folder.resolve("serve.log"), Map.of());
  }
}
