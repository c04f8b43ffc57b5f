package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Bots of several versions as real processes, each with a port of its own behind one proxy. */
final class RolledBots implements AutoCloseable {
  private static final int VERSIONS = 2;
  /** Of each version. */
  static final int NODES = 2;
  /** Of a bot whose machine has no time for it. */
  private static final int MOST_RESTARTS = 3;
  private static final int LONGEST_SECONDS = 600;

  private final RolledWorld world;
  private final Home home;
  private final PrintStream out;
  private final RollWait wait;
  private final WebClient client;
  private final RoundRobin front;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Bot> bots = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * A program.
   *
   * @param number 0 is the older one
   * @param classPath all of it
   */
  record Version(int number, String name, String classPath) {}

  /**
   * Where they live.
   *
   * @param folder of their logs
   * @param database its address
   */
  record Home(Path folder, String database) {}

  private record Bot(String name, int port, Process process) {}

  RolledBots(Vertx vertx, RolledWorld world, Home home, RollWait wait, PrintStream out) throws IOException {
    this.world = world;
    this.home = home;
    this.wait = wait;
    this.out = out;
    client = WebClient.create(vertx);
    for (int n = 0; n < VERSIONS * NODES; n++) {
      ports.add(RunningAssistant.freePort());
    }
    front = new RoundRobin(vertx, ports);
    world.connect(front.url());
  }

  /** Starts the n-th of a version, again where it ends by itself before it is ready. */
  void start(Version version, int node) throws IOException {
    var name = version.name() + node;
    long began = System.nanoTime();
    var bot = serve(version, node);
    for (int again = 0; !comesUp(bot); again++) {
      out.println(name + " ended before it was ready, and is started again as what looks after it would");
      if (again == MOST_RESTARTS) {
        throw new IllegalStateException(name + " ends by itself: see " + home.folder().resolve(name + ".log"));
      }
      bot = serve(version, node);
    }
    out.printf(Locale.ROOT, "%s is ready after %d ms%n", name, since(began));
  }

  private Bot serve(Version version, int node) throws IOException {
    var name = version.name() + node;
    int port = port(version, node);
    var bot = new Bot(name, port,
        world.serve(version.classPath(), home.database(), port, front.url(), home.folder().resolve(name + ".log")));
    bots.add(bot);
    return bot;
  }

  /** Waits until it is ready, or has ended. */
  private boolean comesUp(Bot bot) {
    wait.until(bot.name() + " is ready", () -> !bot.process().isAlive() || isReady(bot.port()));
    return bot.process().isAlive();
  }

  /** Tells it to end, and waits until it has: it finishes what it holds. */
  void drain(Version version, int node) throws InterruptedException {
    var bot = alive(version, node);
    long began = System.nanoTime();
    bot.process().destroy();
    if (!bot.process().waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(bot.name() + " does not end");
    }
    out.printf(Locale.ROOT, "%s is drained after %d ms, exit %d%n", bot.name(), since(began),
        bot.process().exitValue());
  }

  /** Ends it in the middle of what it does. */
  void kill(Version version, int node) throws InterruptedException {
    alive(version, node).process().destroyForcibly().waitFor();
    out.println(version.name() + node + " is killed");
  }

  private Bot alive(Version version, int node) {
    return bots.stream().filter(one -> one.port() == port(version, node) && one.process().isAlive()).findFirst()
        .orElseThrow();
  }

  /** Of a bot that lives, another one each time. */
  int anyPort() {
    var alive = ports();
    if (alive.isEmpty()) {
      throw new IllegalStateException("Every bot has ended: see " + home.folder());
    }
    return alive.get(Math.floorMod(turn.getAndIncrement(), alive.size()));
  }

  /** Of all bots that live, the oldest first. */
  List<Integer> ports() {
    return bots.stream().filter(bot -> bot.process().isAlive()).map(Bot::port).toList();
  }

  private int port(Version version, int node) {
    return ports.get(version.number() * NODES + node);
  }

  private boolean isReady(int port) {
    return Database.await(client.get(port, "127.0.0.1", "/health/ready").send()
        .map(answer -> answer.statusCode() == 200).otherwise(false));
  }

  private static long since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  @Override
  public void close() {
    bots.forEach(bot -> bot.process().destroyForcibly().onExit().join());
    client.close();
    front.close();
  }
}
