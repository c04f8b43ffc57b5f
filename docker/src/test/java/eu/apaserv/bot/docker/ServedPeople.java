package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Call;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private final Supplier<String> home;
  private final Consumer<String> leave;
  private @Nullable Around around;

  /** What outlives the processes. */
  private record Around(Vertx vertx, WhatsAppProvider whatsapp, String address, Database database, int port) {}

  /**
   * @param count how many people
   */
  ServedPeople(int count) {
    this(count, () -> TestDatabase.fresh(Store.TABLES), TestDatabase::drop);
  }

  /**
   * On a database of the test's own.
   *
   * @param home makes it, its tables up to date; gives its address
   * @param leave ends it
   */
  ServedPeople(int count, Supplier<String> home, Consumer<String> leave) {
    this.home = home;
    this.leave = leave;
    people = IntStream.range(0, count).mapToObj(Population::address).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    var address = home.get();
    var vertx = Vertx.vertx();
    var whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(whatsapp.start(vertx));
    var database = Database.connect(vertx, address, 4);
    Population.create(database, people.size());
    Population.openWindow(database);
    int port = RunningAssistant.freePort();
    whatsapp.connect("http://127.0.0.1:" + port);
    around = new Around(vertx, whatsapp, address, database, port);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var old = around;
    if (old == null) {
      return; // the test was left out
    }
    old.database().close();
    Database.await(old.whatsapp().close());
    Database.await(old.vertx().close());
    leave.accept(old.address());
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

  void sendFile(String person, byte[] bytes) {
    around().whatsapp().sendFile(person, new Call.Upload("scan.pdf", "application/pdf", Buffer.buffer(bytes)), "");
  }

  /** What may be seen by nobody: of the channel and of the database. */
  List<String> secrets() {
    var whatsapp = around().whatsapp().settings();
    var password = URI.create(around().address()).getUserInfo().split(":", 2)[1];
    return List.of(whatsapp.accessToken(), whatsapp.appSecrets().getFirst(), whatsapp.verifyToken(), password);
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
