package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

/** The program is told to end (SIGTERM) in the middle of its work. */
class GracefulStopTest {
  private static final int PEOPLE = 80;

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
  void itSaysSoFirstFinishesWhatIsUnderWayAndLeavesNothingHalfDone() throws Exception {
    var people = IntStream.range(0, PEOPLE).mapToObj(Population::address).toList();
    var process = serve();
    try {
      await("it is ready", () -> status("/health/ready") == 200);
      people.forEach(person -> whatsapp.say(person, "INDEX 12"));
      await("some have their answer", () -> answered(people) >= PEOPLE / 10);
      process.destroy();
      await("it says that it is not ready", () -> status("/health/ready") == 503);
      assertThat(status("/health/live")).as("it still answers, until proxies have seen it").isEqualTo(200);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(count("select count(*) from outbox where state = 'sending'")).as("sends cut short").isZero();
    assertThat(count("select count(*) from conversation where lease_by is not null")).as("leases left").isZero();
    var next = serve();
    try {
      await("everybody has an answer", () -> answered(people) == PEOPLE);
    } finally {
      next.destroy();
      assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(people).allSatisfy(person -> assertThat(answers(person)).as("answers to %s", person).isEqualTo(1));
    isJsonAboutNobody(Files.readAllLines(folder.resolve("serve.log")), people);
  }

  private static void isJsonAboutNobody(List<String> log, List<String> people) throws IOException {
    var json = new ObjectMapper();
    var lines = log.stream().filter(line -> line.startsWith("{")).toList();
    assertThat(lines).isNotEmpty();
    for (var line : lines) {
      assertThat(json.readTree(line).path("formattedMessage").asText()).isNotEmpty();
      assertThat(people).noneMatch(person -> line.contains(person.replace("+", "")));
    }
  }

  private long count(String sql) {
    return database.first(row -> row.getLong(0), sql).orElseThrow();
  }

  private int status(String path) {
    var client = WebClient.create(vertx);
    try {
      return Database.await(client.get(port, "127.0.0.1", path).send().map(r -> r.statusCode()).otherwise(0));
    } finally {
      client.close();
    }
  }

  private long answered(List<String> people) {
    return people.stream().filter(person -> answers(person) > 0).count();
  }

  private long answers(String person) {
    return whatsapp.conversation(person).messages().stream().filter(m -> !m.fromPerson() && m.text().contains("12"))
        .count();
  }

  private Process serve() throws IOException {
    return ServedProcess.start(whatsapp, address, port, folder.resolve("serve.log"),
        Map.of("BOT_DRAIN_SECONDS", "2", "LOG_FORMAT", "json"));
  }

  private static void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
