package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.docker.Store;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures the product as it ships: its own process, PostgreSQL with fsync, a simulated provider and the load beside it on
 * the same machine.
 */
public final class Bench {
  private static final String SECRET = "bench-secret";

  /**
   * What to measure.
   *
   * @param rates messages a second, one run each
   * @param seconds of each measured run, after half of that to warm up
   * @param people who write, in turn
   * @param texts what they write, in turn
   * @param providerMillis how long the provider takes to answer
   * @param refuseOneIn the provider refuses every so many sends; 0: none
   * @param duplicateOneIn every so many deliveries come twice; 0: none
   */
  public record Plan(List<Integer> rates, int seconds, int people, List<String> texts, long providerMillis,
      int refuseOneIn, int duplicateOneIn) {}

  private final Plan plan;
  private final PrintStream out;

  public Bench(Plan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /** Runs it and prints a row for each rate. */
  public void run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("bot-bench");
    try (var postgres = EmbeddedDatabase.open(folder.resolve("postgres"))) {
      Migrations.apply(postgres.address(), Store.TABLES);
      var vertx = Vertx.vertx();
      try (var database = Database.connect(vertx, postgres.address(), 2)) {
        Population.create(database, plan.people());
        out.println(
            "rate/s | turns/s | webhook p50/p99 ms | reply p50/p99 ms | CPU s per 1,000: service + PostgreSQL | "
                + "statements a turn | RSS MB | lost | doubled");
        for (int rate : plan.rates()) {
          measure(vertx, database, postgres.address(), folder, rate);
        }
      } finally {
        Database.await(vertx.close());
      }
    } finally {
      delete(folder);
    }
  }

  private void measure(Vertx vertx, Database database, String address, Path folder, int rate)
      throws IOException, InterruptedException {
    var load = new AtomicReference<Load>();
    var cloud = new Cloud(vertx, plan.providerMillis(), plan.refuseOneIn(), (id, at) -> {
      var running = load.get();
      if (running != null) {
        running.replied(id, at);
      }
    });
    int port = freePort();
    var process = serve(address, folder, port, Database.await(cloud.listen()));
    try {
      awaitReady(process, port);
      var running = new Load(vertx, port, SECRET, plan.people(), plan.texts());
      load.set(running);
      running.run(rate, Math.max(1, plan.seconds() / 2), false, 0);
      awaitReplies(cloud, running);
      report(rate, measured(database, process, cloud, running, rate), cloud, running);
    } finally {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private record Costs(double seconds, double service, double postgres, double statements, long megabytes, int turns) {}

  private Costs measured(Database database, Process process, Cloud cloud, Load load, int rate) {
    int before = load.sent().size();
    double service = Processes.cpuSeconds(process.pid());
    double server = serverSeconds(database);
    long statements = statements(database);
    long start = System.nanoTime();
    load.run(rate, plan.seconds(), true, plan.duplicateOneIn());
    awaitReplies(cloud, load);
    double seconds = (System.nanoTime() - start) / 1e9;
    int turns = load.sent().size() - before;
    return new Costs(seconds, Processes.cpuSeconds(process.pid()) - service, serverSeconds(database) - server,
        statements(database) - statements, Processes.residentMegabytes(process.pid()), turns);
  }

  /** All of PostgreSQL: its first process and every one below it. */
  private static double serverSeconds(Database database) {
    int backend = database.first(row -> row.getInteger(0), "select pg_backend_pid()").orElseThrow();
    return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).map(Processes::cpuSecondsBelow).orElse(0.0);
  }

  private static long statements(Database database) {
    database.run("select pg_stat_clear_snapshot()");
    return database.first(row -> row.getLong(0),
        "select xact_commit from pg_stat_database where datname = current_database()").orElseThrow();
  }

  private void awaitReplies(Cloud cloud, Load load) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (cloud.answered() < load.sent().size() && System.nanoTime() < limit) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void report(int rate, Costs costs, Cloud cloud, Load load) {
    long lost = load.sent().stream().filter(id -> cloud.repliesTo(id) == 0).count();
    long doubled = load.sent().stream().filter(id -> cloud.repliesTo(id) > 1).count();
    out.printf("%d | %.0f | %s | %s | %.2f + %.2f | %.2f | %d | %d | %d%n", rate, costs.turns() / costs.seconds(),
        milliseconds(load.webhook()), milliseconds(load.reply()), 1000 * costs.service() / costs.turns(),
        1000 * costs.postgres() / costs.turns(), costs.statements() / costs.turns(), costs.megabytes(), lost, doubled);
    if (load.refused() > 0) {
      out.println("  " + load.refused() + " webhook calls were not answered with 200");
    }
    if (cloud.refused() > 0) {
      out.println("  " + cloud.refused() + " sends were refused by the provider on purpose");
    }
  }

  private static String milliseconds(Histogram histogram) {
    return "%.1f / %.1f".formatted(histogram.getValueAtPercentile(50) / 1000.0,
        histogram.getValueAtPercentile(99) / 1000.0);
  }

  /** The product in its own process; what it writes goes to {@code serve.log}. */
  static Process serve(String address, Path folder, int port, int provider) throws IOException {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx256m", "-cp",
        System.getProperty("java.class.path"), "eu.apaserv.bot.docker.Main", "serve"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("serve.log").toFile()));
    var environment = builder.environment();
    environment.put("DATABASE_URL", address);
    environment.put("HTTP_HOST", "127.0.0.1");
    environment.put("HTTP_PORT", String.valueOf(port));
    environment.put("PUBLIC_URL", "http://127.0.0.1:" + port);
    environment.put("WHATSAPP_PHONE_NUMBER_ID", "100");
    environment.put("WHATSAPP_PER_SECOND", "1000");
    environment.put("WHATSAPP_ACCESS_TOKEN", "bench-token");
    environment.put("WHATSAPP_APP_SECRET", SECRET);
    environment.put("WHATSAPP_VERIFY_TOKEN", "bench");
    environment.put("WHATSAPP_BUSINESS_ACCOUNT_ID", "200");
    environment.put("WHATSAPP_API_URL", "http://127.0.0.1:" + provider);
    environment.put("BUSINESS_QUIET_HOURS", "03:00-03:00"); // alerts are measured at any hour
    return builder.start();
  }

  static void awaitReady(Process process, int port) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    try (var client = HttpClient.newHttpClient()) {
      for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet: asked again below.
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IOException("The assistant did not become ready within 30 s; see serve.log of the bench");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
