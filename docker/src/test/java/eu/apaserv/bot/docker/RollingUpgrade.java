package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Two versions of the program under load on one PostgreSQL, as real processes behind a proxy: the old one serves, the new one
 * starts and changes the tables, both serve, the old ones are drained; then back, and forth again. Started by hand:
 * {@code RollingUpgrade OLD-CLASS-PATH NEW-CLASS-PATH [messages a second [seconds a step]]} (docs/upgrade.md). Ends with an
 * error unless every message has its answers, made once, on the phone in order, and every reading is taken once.
 */
public final class RollingUpgrade {
  private static final int PEOPLE = 200;
  /** Of each version. */
  private static final int NODES = 2;
  /** Of a bot whose machine has no time for it. */
  private static final int MOST_RESTARTS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final int LONGEST_WAIT_SECONDS = 600;
  private static final Map<String, String> SETTINGS = Map.of("BOT_SEND_SECONDS", "6", "BOT_RECEIPT_SECONDS", "3",
      "BOT_DRAIN_SECONDS", "2");

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final WhatsAppProvider whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
  private final PrintStream out = System.out;
  private final Path folder;
  private final List<Version> versions;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Bot> bots = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Duration stay;
  private final int rate;

  /** @param classPath all of it */
  private record Version(String name, String classPath) {}

  private record Bot(String name, int port, Process process) {}

  /** What began when. */
  private record Step(String what, Instant at) {}

  private RollingUpgrade(Path folder, String old, String fresh, int rate, Duration stay) throws IOException {
    this.folder = folder;
    this.versions = List.of(new Version("old", old), new Version("new", fresh));
    this.rate = rate;
    this.stay = stay;
    for (int n = 0; n < 2 * NODES; n++) {
      ports.add(RunningAssistant.freePort());
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "RollingUpgrade OLD-CLASS-PATH NEW-CLASS-PATH [messages a second [seconds a step]]");
    }
    var folder = Files.createTempDirectory("bot-upgrade"); // stays when it fails: the bots' logs are in it
    new RollingUpgrade(folder, args[0], args[1], args.length > 2 ? Integer.parseInt(args[2]) : 15,
        Duration.ofSeconds(args.length > 3 ? Integer.parseInt(args[3]) : 12)).run();
    ThreeNodes.delete(folder);
  }

  private void run() throws IOException, InterruptedException {
    Database.await(whatsapp.start(vertx));
    try (var postgres = EmbeddedDatabase.open(folder.resolve("database"));
        var front = new RoundRobin(vertx, ports);
        var database = Database.connect(vertx, postgres.address(), 4)) {
      whatsapp.connect(front.url());
      try {
        roll(postgres.address(), database);
      } finally {
        bots.forEach(bot -> bot.process().destroyForcibly().onExit().join());
        client.close();
        Database.await(whatsapp.close());
      }
    } finally {
      Database.await(vertx.close());
    }
  }

  private void roll(String address, Database database) throws IOException, InterruptedException {
    start(0, 0, address);
    Population.create(database, PEOPLE);
    Population.openWindow(database);
    start(0, 1, address);
    var crowd = IntStream.range(0, PEOPLE).mapToObj(Population::address).toList();
    var people = new People(database, whatsapp, crowd);
    long said;
    long read;
    step("old, warming up");
    try (var talk = new SteadyTalk(whatsapp, crowd, rate)) {
      stay(WARM_UP);
      step("old only");
      stay(stay);
      replace(0, 1, address);
      out.println(changes(database));
      replace(1, 0, address);
      replace(0, 1, address);
      said = talk.end();
      read = talk.readings();
    }
    step("the rest");
    await("all is answered", () -> people.settled(said));
    var waits = new Waits(database, whatsapp, crowd);
    steps.forEach(one -> waits.from(one.what(), one.at()));
    out.println(waits.table());
    new BotLogs(folder).print(out);
    people.haveOneAnswerForEachMessageInOrder();
    if (people.readings() != read) {
      throw new IllegalStateException(people.readings() + " readings taken of " + read + " people who sent one");
    }
    out.printf(Locale.ROOT,
        "%d messages of %d people at %d a second, each answered once and in order; %d readings taken once%n",
        said, PEOPLE, rate, people.readings());
  }

  /** How long the new version's scripts took, waits for tables included. */
  private String changes(Database database) {
    return database
        .first(row -> row.getLong(0) + " scripts in " + row.getLong(1) + " ms, the longest " + row.getString(2),
            """
        select count(*), sum(execution_time), (array_agg(version || ': ' || execution_time || ' ms'
          order by execution_time desc))[1] from flyway_schema_history where installed_on >= $1""",
            LocalDateTime.ofInstant(steps.get(1).at(), ZoneOffset.UTC))
        .orElse("no scripts");
  }

  /** One version takes the place of another, a bot at a time. */
  private void replace(int from, int to, String address) throws IOException, InterruptedException {
    var arrow = versions.get(from).name() + " → " + versions.get(to).name();
    step(arrow + ": the first starts");
    start(to, 0, address);
    step(arrow + ": side by side");
    stay(stay);
    step(arrow + ": one is drained");
    drain(from, 0);
    start(to, 1, address);
    step(arrow + ": the other is drained");
    drain(from, 1);
    step(versions.get(to).name() + " only");
    stay(stay);
  }

  private void start(int version, int node, String address) throws IOException {
    var of = versions.get(version);
    var name = of.name() + node;
    int port = ports.get(version * NODES + node);
    long began = System.nanoTime();
    var bot = serve(of, name, port, address);
    for (int again = 0; !comesUp(bot); again++) {
      out.println(name + " ended before it was ready, and is started again as what looks after it would");
      if (again == MOST_RESTARTS) {
        throw new IllegalStateException(name + " ends by itself: see " + folder.resolve(name + ".log"));
      }
      bot = serve(of, name, port, address);
    }
    out.printf(Locale.ROOT, "%s is ready after %d ms%n", name, Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  private Bot serve(Version of, String name, int port, String address) throws IOException {
    var bot = new Bot(name, port,
        ServedProcess.start(of.classPath(), whatsapp, address, port, folder.resolve(name + ".log"), SETTINGS));
    bots.add(bot);
    return bot;
  }

  /** Waits until it is ready, or has ended. */
  private boolean comesUp(Bot bot) {
    await(bot.name() + " is ready", () -> !bot.process().isAlive() || isReady(bot.port()));
    return bot.process().isAlive();
  }

  private void drain(int version, int node) throws InterruptedException {
    var bot = bots.stream().filter(one -> one.port() == ports.get(version * NODES + node) && one.process().isAlive())
        .findFirst().orElseThrow();
    long began = System.nanoTime();
    bot.process().destroy();
    if (!bot.process().waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(bot.name() + " does not end");
    }
    out.printf(Locale.ROOT, "%s is drained after %d ms, exit %d%n", bot.name(),
        Duration.ofNanos(System.nanoTime() - began).toMillis(), bot.process().exitValue());
  }

  private boolean isReady(int port) {
    return Database.await(client.get(port, "127.0.0.1", "/health/ready").send()
        .map(answer -> answer.statusCode() == 200).otherwise(false));
  }

  private void step(String what) {
    steps.add(new Step(what, Instant.now()));
    out.println("— " + what);
  }

  /** Long enough to be measured. */
  private static void stay(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await("the step is over", () -> System.nanoTime() > until);
  }

  private static void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("Waited too long until " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
