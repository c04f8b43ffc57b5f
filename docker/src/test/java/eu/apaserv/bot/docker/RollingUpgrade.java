package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.docker.RolledBots.Version;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two versions of the program under load on one PostgreSQL, as real processes behind a proxy: the old one serves, the new one
 * starts and changes the tables, both serve, the old ones are drained; then back, with one that is killed, and forth again.
 * Started by hand: {@code RollingUpgrade OLD-CLASS-PATH NEW-CLASS-PATH [messages a second [seconds a step [people]]]}
 * (docs/upgrade.md). Prints what it counted, and ends with an error if anything was lost, out of order or done twice.
 */
public final class RollingUpgrade {
  private static final int ROLLS = 3;
  /** The roll in which one bot is killed rather than told to end. */
  private static final int KILLS = 1;
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final PrintStream out = System.out;
  private final RollWait wait = new RollWait(Duration.ofMinutes(5));
  private final List<Step> steps = new ArrayList<>();
  private final Path folder;
  private final Version old;
  private final Version fresh;
  private final Load load;

  /**
   * @param rate messages a second
   * @param stay at each step
   * @param crowd people who write all the time
   */
  private record Load(int rate, Duration stay, int crowd) {
    static Load of(List<String> words) {
      var numbers = words.stream().map(Integer::parseInt).toList();
      return new Load(numbers.isEmpty() ? 60 : numbers.getFirst(),
          Duration.ofSeconds(numbers.size() < 2 ? 12 : numbers.get(1)), numbers.size() < 3 ? 1200 : numbers.get(2));
    }
  }

  /** What began when. */
  private record Step(String what, Instant at) {}

  private RollingUpgrade(Path folder, String old, String fresh, Load load) {
    this.folder = folder;
    this.old = new Version(0, "old", old);
    this.fresh = new Version(1, "new", fresh);
    this.load = load;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "RollingUpgrade OLD-CLASS-PATH NEW-CLASS-PATH [messages a second [seconds a step [people]]]");
    }
    var folder = Files.createTempDirectory("bot-upgrade"); // stays when it fails: the bots' logs are in it
    new RollingUpgrade(folder, args[0], args[1], Load.of(List.of(args).subList(2, args.length))).run();
    ThreeNodes.delete(folder);
  }

  private void run() throws IOException, InterruptedException {
    try (var postgres = EmbeddedDatabase.open(folder.resolve("database"));
        var database = Database.connect(vertx, postgres.address(), 4);
        var world = new RolledWorld(vertx);
        var bots = new RolledBots(vertx, world, new RolledBots.Home(folder, postgres.address()), wait, out)) {
      roll(bots, world, database, postgres.address());
    } finally {
      Database.await(vertx.close());
    }
  }

  private void roll(RolledBots bots, RolledWorld world, Database database, String address)
      throws IOException, InterruptedException {
    bots.start(old, 0);
    var people = new RolledPeople(database, load.crowd(), 2 * ROLLS, ROLLS);
    people.settle();
    world.give(people.all());
    bots.start(old, 1);
    var meanwhile = new Meanwhile(people, world, new RolledPayments(vertx, world, wait),
        new RolledStaff(vertx, database, bots::anyPort), new RolledOffice(folder, address));
    var page = new RolledPage(vertx, bots::anyPort, meanwhile.session());
    long readings;
    step("old, warming up");
    try (var talk = new SteadyTalk(world::say, people.crowd(), load.rate())) {
      meanwhile.greet();
      wait.stay(WARM_UP);
      step("old only");
      meanwhile.goOn();
      wait.stay(load.stay());
      for (int roll = 0; roll < ROLLS; roll++) {
        replace(bots, roll, meanwhile);
        if (roll == 0) {
          out.println(changes(database));
        }
      }
      meanwhile.end();
      talk.end();
      readings = talk.readings();
    }
    step("the rest");
    var count = new RollCount(database, world, people.all());
    wait.until("nobody is owed anything", () -> count.settled(world.said()));
    page.close();
    report(count, world, meanwhile, readings, new Waits(database, people.crowd(), world::phone), page);
  }

  private void report(RollCount count, RolledWorld world, Meanwhile meanwhile, long readings, Waits waits,
      RolledPage page) throws IOException {
    steps.forEach(one -> waits.from(one.what(), one.at()));
    out.println(waits.table());
    new BotLogs(folder).print(out);
    count.count(world.said());
    count.each("readings", readings, "select count(*) from submitted_reading");
    meanwhile.count(count);
    out.print(count.table());
    out.printf(Locale.ROOT,
        "the inbox kept open: %d times new lists, %d times fed by another bot, let in but for %d times%n",
        page.lists(), page.ends(), page.refused());
    if (!count.right()) {
      throw new IllegalStateException("Something was lost, out of order or done twice: see above, and " + folder);
    }
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

  /** One version takes the place of another, a bot at a time; an outage is published just before the first one goes. */
  private void replace(RolledBots bots, int roll, Meanwhile meanwhile) throws IOException, InterruptedException {
    var from = roll % 2 == 0 ? old : fresh;
    var to = roll % 2 == 0 ? fresh : old;
    var arrow = from.name() + " → " + to.name();
    step(arrow + ": the first starts");
    bots.start(to, 0);
    step(arrow + ": side by side");
    meanwhile.goOn();
    meanwhile.bill(roll, to);
    wait.stay(load.stay());
    step(arrow + ": one is " + (roll == KILLS ? "killed" : "drained"));
    meanwhile.publish(roll, from);
    if (roll == KILLS) {
      bots.kill(from, 0);
    } else {
      bots.drain(from, 0);
    }
    bots.start(to, 1);
    step(arrow + ": the other is drained");
    bots.drain(from, 1);
    step(to.name() + " only");
    meanwhile.goOn();
    wait.stay(load.stay());
  }

  private void step(String what) {
    steps.add(new Step(what, Instant.now()));
    out.println("— " + what);
  }
}
