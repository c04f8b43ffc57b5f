package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.docker.demo.SimulatedWorld;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole product on a fresh database with the sample customers, among simulated providers, on a pinned day. */
final class RunningAssistant implements BeforeEachCallback, AfterEachCallback {
  /** Inside the sample's reading window. */
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
  static final Path SAMPLE = Path.of("src/test/resources/import");

  private final Clock clock;
  private @Nullable Vertx vertx;
  private @Nullable SimulatedWorld world;
  private @Nullable Assistant assistant;
  private @Nullable String database;

  private final StaffSide staff;
  private Supplier<Tracing> tracing = Tracing::off;
  private TranscriptSeal transcripts = Sealed.asked();

  RunningAssistant() {
    this(CLOCK, StaffSide.LOCAL);
  }

  /** On another day. */
  RunningAssistant(Clock clock) {
    this(clock, StaffSide.LOCAL);
  }

  RunningAssistant(Clock clock, StaffSide staff) {
    this.clock = clock;
    this.staff = staff;
  }

  /** With somebody who gathers traces. */
  RunningAssistant traced(Supplier<Tracing> by) {
    tracing = by;
    return this;
  }

  /** With what people say sealed. */
  RunningAssistant sealed(TranscriptSeal by) {
    transcripts = by;
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    start();
  }

  void start() throws IOException {
    var made = Vertx.vertx();
    vertx = made;
    var simulated = SimulatedWorld.start(made, Clock.systemUTC());
    world = simulated;
    var address = TestDatabase.fresh(Store.TABLES);
    database = address;
    new BillingImport(Connections.to(address), Business.defaults(), CLOCK).load(SAMPLE, false, ImportProgress.QUIET);
    int port = freePort();
    var url = "http://127.0.0.1:" + port;
    assistant = Assistant.start(new Assistant.Parts(address, Front.local("127.0.0.1", port), url,
        own -> simulated.channels(own, url, "webhook-secret"), simulated::cards, Business.defaults(), clock,
        Patience.USUAL, Exchange.BY_HAND, staff, transcripts), tracing.get());
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stop();
  }

  void stop() {
    assistant().close();
    world().close();
    Database.await(vertx().close());
    TestDatabase.drop(address());
  }

  Vertx vertx() {
    return Objects.requireNonNull(vertx);
  }

  SimulatedWorld world() {
    return Objects.requireNonNull(world);
  }

  Assistant assistant() {
    return Objects.requireNonNull(assistant);
  }

  String address() {
    return Objects.requireNonNull(database);
  }
}
