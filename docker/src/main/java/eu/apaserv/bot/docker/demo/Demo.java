package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.core.console.Console;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.docker.Assistant;
import eu.apaserv.bot.docker.Patience;
import eu.apaserv.bot.docker.Front;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The whole product on this machine with nothing to configure; gone when it is closed. */
public final class Demo implements AutoCloseable {
  private final Vertx vertx;
  private final EmbeddedDatabase postgres;
  private final SimulatedWorld world;
  private final Assistant assistant;

  private Demo(Vertx vertx, EmbeddedDatabase postgres, SimulatedWorld world, Assistant assistant) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.world = world;
    this.assistant = assistant;
  }

  /** Starts the database, the providers and the assistant, and imports the invented customers. */
  public static Demo start(Clock clock) {
    var vertx = Vertx.vertx();
    // The slow parts of starting do not wait for one another.
    var starting = CompletableFuture.supplyAsync(EmbeddedDatabase::temporary);
    var world = SimulatedWorld.start(vertx, clock);
    var postgres = starting.join();
    var business = Business.defaults();
    Migrations.apply(postgres.address(), Store.TABLES);
    load(postgres.address(), business, clock);
    int port = freePort();
    var url = "http://127.0.0.1:" + port;
    var assistant = Assistant.start(new Assistant.Parts(postgres.address(), Front.local("127.0.0.1", port), url,
        own -> world.channels(own, url, null), world::cards, business, clock, Patience.USUAL));
    DemoOutages.publish(assistant.outages(), clock, business.zone());
    return new Demo(vertx, postgres, world, assistant);
  }

  private static void load(String address, Business business, Clock clock) {
    try {
      var folder = Files.createTempDirectory("bot-demo");
      try {
        DemoExport.write(folder, business.day(clock.instant()));
        new BillingImport(Connections.to(address), business, clock).load(folder, false, ImportProgress.QUIET);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's customers could not be written to the temporary folder", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on this machine", e);
    }
  }

  /** Serves the phones on 127.0.0.1 until the program is told to end. */
  public static int run(Terminal terminal, int port) throws InterruptedException {
    var demo = start(Clock.systemUTC());
    var page = demo.page(port);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      page.close();
      demo.close();
    }, "end"));
    terminal.out().println("Phones:  http://127.0.0.1:" + page.port() + "/");
    terminal.out().println("Console: " + demo.consoleLink());
    terminal.out().println("Outages: http://127.0.0.1:" + demo.assistant.port() + "/outages");
    new CountDownLatch(1).await();
    return 0;
  }

  /** Signs a visitor in to the console, once. */
  private String consoleLink() {
    var token = new StaffAccounts(assistant.database(), Clock.systemUTC()).add("demo", Role.ADMIN).orElseThrow();
    return Console.link(URI.create("http://127.0.0.1:" + assistant.port()), token);
  }

  private DemoPage page(int port) {
    try {
      return new DemoPage(vertx, world, port);
    } catch (StoreException e) {
      close();
      throw new StartException("Port " + port + " of this machine is taken: choose another with --port", e);
    }
  }

  /** Lines in, replies out, until the input ends. */
  public static int talk(Terminal terminal, String channel, String number) throws IOException, InterruptedException {
    try (var demo = start(Clock.systemUTC())) {
      if (terminal.interactive()) {
        terminal.out().println("Write to the assistant; Ctrl-D ends. A client code to try: 1000021");
      }
      new Talk(demo, channel, number, terminal.out()).run(terminal.in());
    }
    return 0;
  }

  /** Nothing waits for an answer and none is on its way. */
  boolean isQuiet() {
    return assistant.database().first(row -> row.getLong(0), """
      select (select count(*) from inbox where done_at is null)
        + (select count(*) from outbox where state in ('due', 'sending'))""").orElseThrow() == 0;
  }

  public SimulatedWorld world() {
    return world;
  }

  public Assistant assistant() {
    return assistant;
  }

  @Override
  public void close() {
    assistant.close();
    world.close();
    Closing.await(vertx.close());
    postgres.close();
  }
}
