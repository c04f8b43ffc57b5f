package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three processes behind a proxy, each with a network of its own to one PostgreSQL that can be stopped; the same for all tests
 * of a class, which leave it as it was. Each test has people of its own.
 */
final class ThreeNodes implements AutoCloseable {
  static final int COUNT = 3;
  private static final Pattern TURNS = Pattern.compile("(?m)^bot_turns_total(?:\\{[^}]*})? ([0-9.E]+)$");

  private final List<Process> nodes = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final Path folder;
  private final Vertx vertx;
  private final WebClient client;
  private final WhatsAppProvider whatsapp;
  private final RoundRobin front;
  private final Link ours;
  private final Database database;
  private EmbeddedDatabase postgres;

  /** @param population how many people there are for all tests */
  ThreeNodes(int population) throws IOException {
    vertx = Vertx.vertx();
    client = WebClient.create(vertx);
    whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(whatsapp.start(vertx));
    folder = Files.createTempDirectory("nodes");
    postgres = EmbeddedDatabase.open(folder.resolve("database"));
    Migrations.apply(postgres.address(), Store.TABLES);
    ours = new Link(postgresPort());
    database = Database.connect(vertx, through(ours), 4);
    Population.create(database, population);
    Population.openWindow(database);
    for (int node = 0; node < COUNT; node++) {
      ports.add(RunningAssistant.freePort());
      links.add(new Link(postgresPort()));
    }
    front = new RoundRobin(vertx, ports);
    whatsapp.connect(front.url());
    for (int node = 0; node < COUNT; node++) {
      nodes.add(start(node));
    }
    await("all are ready", this::allReady);
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(node -> node.destroyForcibly().onExit().join());
    front.close();
    database.close();
    for (var link : links) {
      link.close();
    }
    ours.close();
    postgres.close();
    Database.await(whatsapp.close());
    client.close();
    Database.await(vertx.close());
    delete(folder);
  }

  /** A folder and all in it. */
  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Process start(int node) throws IOException {
    return ServedProcess.start(whatsapp, through(links.get(node)), ports.get(node),
        folder.resolve("node" + node + ".log"), Map.of("PUBLIC_URL", front.url(), "BOT_SEND_SECONDS", "6",
            "BOT_RECEIPT_SECONDS", "3", "DATABASE_SECONDS", "4"));
  }

  private int postgresPort() {
    return URI.create(postgres.address()).getPort();
  }

  private String through(Link link) {
    return postgres.address().replaceFirst(":\\d+/", ":" + link.port() + "/");
  }

  Database database() {
    return database;
  }

  Link link(int node) {
    return links.get(node);
  }

  /** Ends it at once, and waits until it has. */
  void kill(int node) throws InterruptedException {
    nodes.get(node).destroyForcibly().waitFor();
  }

  /** A new process in the place of one that was killed. */
  void restart(int node) throws IOException {
    nodes.set(node, start(node));
    var process = nodes.get(node);
    await("it is ready", () -> {
      assertThat(process.isAlive()).as(() -> "it ended: " + log(node)).isTrue();
      return isReady(node);
    });
  }

  void signal(String name, int node) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(nodes.get(node).pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** @param crash as if the machine had lost its power; else as an operator stops it */
  void stopPostgres(boolean crash) throws IOException, InterruptedException {
    if (crash) {
      var pid = Files.readAllLines(folder.resolve("database/cluster/postmaster.pid")).getFirst();
      assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor()).isZero();
    }
    postgres.close();
  }

  void startPostgres() {
    postgres = EmbeddedDatabase.open(folder.resolve("database"));
    ours.leadTo(postgresPort());
    links.forEach(link -> link.leadTo(postgresPort()));
  }

  /** Brings the tables further than the bots know. */
  void migrate(List<String> more) {
    Migrations.apply(postgres.address(), Stream.concat(Store.TABLES.stream(), more.stream()).toList());
  }

  String log(int node) {
    try {
      return Files.readString(folder.resolve("node" + node + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isReady(int node) {
    return Database.await(client.get(ports.get(node), "127.0.0.1", "/health/ready").send()
        .map(answer -> answer.statusCode() == 200).otherwise(false));
  }

  boolean allReady() {
    return IntStream.range(0, COUNT).allMatch(this::isReady);
  }

  /** How many messages this process has answered. */
  double turns(int node) {
    var text = Database.await(client.get(ports.get(node), "127.0.0.1", "/metrics").send()).bodyAsString();
    return TURNS.matcher(text).results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
  }

  /** Some of those who live here; each test has others. */
  People people(int from, int to) {
    return new People(database, whatsapp, IntStream.range(from, to).mapToObj(Population::address).toList());
  }

  private String state() {
    return database.list(row -> row.getString(0), """
        select 'heard ' || count(*) || ', not done ' || count(*) filter (where done_at is null) from inbox
        union all select state || ' ' || count(*) || coalesce(', repeated ' || sum(repeats), '') from outbox group by state
        union all select 'leases ' || count(*) from conversation where lease_by is not null""").toString();
  }

  void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> "waited too long until " + what + ": " + state()).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
