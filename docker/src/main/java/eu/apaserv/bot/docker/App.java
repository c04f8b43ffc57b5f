package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.understanding.UtilityTeaching;
import eu.apaserv.bot.core.store.FileLimits;
import eu.apaserv.bot.core.store.StartException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assistant as an operator runs it: with their settings, on their database or its own, until it is told to end. */
public final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);
  private final Store store;
  private final Assistant assistant;
  private final Settings settings;
  private final Surroundings surroundings;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  private App(Settings settings, Store store, Assistant assistant) {
    this.settings = settings;
    this.surroundings = new Surroundings(assistant.database(), URI.create(publicUrl(settings)),
        store.isEmbedded() ? Optional.of(settings.databaseFolder()) : Optional.empty());
    this.store = store;
    this.assistant = assistant;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end"));
    surroundings.start();
    LOG.info("Started; channels on: {}", assistant.channels());
  }

  /** Runs it with the settings of the environment until it is told to end. */
  public static void serve(Terminal terminal) throws InterruptedException {
    var settings = terminal.settings();
    if (settings.logsJson()) {
      Logging.asJson();
    }
    try (var app = start(settings)) {
      terminal.out().println(app.summary());
      app.awaitEnd();
    }
  }

  /** Opens the database, then everything that works on it. */
  public static App start(Settings settings) {
    requireFreePort(settings);
    UtilityTeaching.prepare(); // beside the database, which takes as long
    var store = Store.own(settings);
    try {
      return new App(settings, store, Assistant.start(parts(settings, store), Tracing.of(settings)));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Said before the database is started, which takes longer. */
  private static void requireFreePort(Settings settings) {
    var host = settings.get(SettingTable.HTTP_HOST);
    int port = settings.get(SettingTable.HTTP_PORT);
    try {
      Premises.listen(host, port);
    } catch (IOException e) {
      throw new StartException("Cannot listen on " + host + ":" + port + " (" + e.getMessage()
          + "): free the port or set HTTP_PORT and HTTP_HOST", e);
    }
  }

  private static Assistant.Parts parts(Settings settings, Store store) {
    var clock = Clock.systemUTC();
    return new Assistant.Parts(store.address(), Front.of(settings), publicUrl(settings),
        vertx -> Channels.of(settings, vertx, clock), vertx -> Cards.of(settings, vertx, clock), settings.business(),
        clock, pace(settings), Exchange.of(settings), StaffSide.of(settings),
        OperationTable.transcripts(settings));
  }

  static String publicUrl(Settings settings) {
    return settings.publicUrl().map(Channels::plain)
        .orElse("http://127.0.0.1:" + settings.get(SettingTable.HTTP_PORT));
  }

  private static Patience pace(Settings settings) {
    var usual = Patience.USUAL;
    return new Patience(Duration.ofSeconds(settings.get(SettingTable.BOT_TURN_SECONDS)),
        Duration.ofSeconds(settings.get(SettingTable.BOT_SEND_SECONDS)),
        Duration.ofSeconds(settings.get(SettingTable.BOT_RECEIPT_SECONDS)), usual.questionPatience(),
        usual.connections(), Duration.ofSeconds(settings.get(SettingTable.DATABASE_SECONDS)),
        new FileLimits(settings.get(SettingTable.BOT_FILE_MEGABYTES) << 20,
            settings.get(SettingTable.BOT_FILES_A_DAY),
            (long) settings.get(SettingTable.BOT_FILE_MEGABYTES_A_DAY) << 20,
            Duration.ofDays(settings.get(SettingTable.BOT_FILE_DAYS))),
        settings.get(BusinessTable.MESSAGE_RETENTION), usual.repeats());
  }

  /** Which channels are on and where it listens, for the operator. */
  public String summary() {
    var on = assistant.channels();
    return "Listening on " + settings.get(SettingTable.HTTP_HOST) + ":" + assistant.port() + "; channels on: "
        + (on.isEmpty() ? "none (see ./bot check --settings)" : String.join(", ", on));
  }

  /** Waits until the program is told to end. */
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LOG.info("Told to end: not ready from now on, what is under way is finished");
      try {
        surroundings.close();
        assistant.close();
      } finally {
        store.close();
        LOG.info("Ended");
        end.countDown();
      }
    }
  }
}
