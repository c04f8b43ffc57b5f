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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Linked people with phones on a simulated WhatsApp, and a database, that outlive each process that serves them; new
 * for each test.
 */
final class ServedPeople implements BeforeEachCallback, AfterEachCallback {
  private final List<String> people;
  private @Nullable Around around;

  /** What outlives the processes. */
  private record Around(Vertx vertx, WhatsAppProvider whatsapp, String address, Database database, int port) {}

  /**
   * @param count how many people
   */
  ServedPeople(int count) {
    people = IntStream.range(0, count).mapToObj(Population::address).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    var vertx = Vertx.vertx();
    var whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(whatsapp.start(vertx));
    var address = TestDatabase.fresh(Store.TABLES);
    var database = Database.connect(vertx, address, 4);
    Population.create(database, people.size());
    Population.openWindow(database);
    int port = RunningAssistant.freePort();
    whatsapp.connect("http://127.0.0.1:" + port);
    around = new Around(vertx, whatsapp, address, database, port);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var old = around();
    old.database().close();
    Database.await(old.whatsapp().close());
    Database.await(old.vertx().close());
    TestDatabase.drop(old.address());
  }

  private Around around() {
    return Objects.requireNonNull(around);
  }

  /** Their numbers. */
  List<String> all() {
    return people;
  }

  Vertx vertx() {
    return around().vertx();
  }

  Database database() {
    return around().database();
  }

  /** Where the process that serves them listens. */
  int port() {
    return around().port();
  }

  /** A new process that serves them. */
  Process serve(Path log, Map<String, String> more) throws IOException {
    return ServedProcess.start(around().whatsapp(), around().address(), port(), log, more);
  }

  void say(String person, String text) {
    around().whatsapp().say(person, text);
  }

  /** What this person's phone got. */
  List<String> texts(String person) {
    return around().whatsapp().conversation(person).messages().stream().filter(m -> !m.fromPerson())
        .map(PhoneMessage::text)
        .toList();
  }

  /** How many texts with these words this person got. */
  long told(String person, String words) {
    return texts(person).stream().filter(text -> text.contains(words)).count();
  }

  /** How many people got such a text, so many times or more. */
  long told(String words, int times) {
    return people.stream().filter(person -> told(person, words) >= times).count();
  }

  /** A number from the database. */
  long count(String sql) {
    return database().first(row -> row.getLong(0), sql).orElseThrow();
  }

  static void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
