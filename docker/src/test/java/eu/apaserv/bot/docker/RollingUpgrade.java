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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two versions of the program under load on one PostgreSQL, as real processes behind a proxy: the old one serves, the new one
 * starts and changes the tables, both serve, the old ones are drained; then back, with one that is killed, and forth again.
 * Started by hand: {@code RollingUpgrade OLD NEW [messages a second [seconds a step [people]]] [kept] [once]}, each version its
 * class path, or {@code @FILE} as the image calls Java (docs/upgrade.md). Prints what it counted, and ends with an error if
 * anything was lost, out of order or done twice.
 */
public final class RollingUpgrade {
  private static final int MOST_ROLLS = 3;
  /** The roll in which one bot is killed rather than told to end. */
  private static final int KILLS = 1;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  /** No more than was written in so long waits for an answer then. */
  private static final long KEPT_UP_SECONDS = 2;

  private final Vertx vertx = Vertx.vertx();
  private final PrintStream out = System.out;
  private final RollWait wait = new RollWait(Duration.ofMinutes(15));
  private final List<Step> steps = new ArrayList<>();
  private final Path folder;
  private final Version old;
  private final Version fresh;
  private final Load load;

  /**
   * @param rate messages a second
   * @param stay at each step
   * @param crowd people who write all the time
   * @param kept bots keep connections to Telegram and to an SMS centre, rather than being called
   * @param rolls forth, back, forth; or only the first
   */
  private record Load(int rate, Duration stay, int crowd, boolean kept, int rolls) {
    private static final List<String> WORDS = List.of("kept", "once");

    static Load of(List<String> words) {
      var numbers = words.stream().filter(word -> !WORDS.contains(word)).map(Integer::parseInt).toList();
      return new Load(numbers.isEmpty() ? 60 : numbers.getFirst(),
          Duration.ofSeconds(numbers.size() < 2 ? 12 : numbers.get(1)), numbers.size() < 3 ? 1200 : numbers.get(2),
          words.contains("kept"), words.contains("once") ? 1 : MOST_ROLLS);
    }

    /** At so many something is begun that takes three more. */
    int moments() {
      return 4 * rolls + 1 - 3;
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
          "RollingUpgrade OLD NEW [messages a second [seconds a step [people]]] [kept] [once], each a class path or @FILE");
    }
    var folder = Files.createTempDirectory("bot-upgrade"); // stays when it fails: the bots' logs are in it
    new RollingUpgrade(folder, args[0], args[1], Load.of(List.of(args).subList(2, args.length))).run();
    ThreeNodes.delete(folder);
  }

  private void run() throws IOException, InterruptedException {
    try (var postgres = EmbeddedDatabase.open(folder.resolve("database"));
        var database = Database.connect(vertx, postgres.address(), 4);
        var world = new RolledWorld(vertx, load.kept());
        var bots = new RolledBots(vertx, world, new RolledBots.Home(folder, postgres.address()), wait, out)) {
      roll(bots, world, database, postgres.address());
    } finally {
      Database.await(vertx.close());
    }
  }

  private void roll(RolledBots bots, RolledWorld world, Database database, String address)
      throws IOException, InterruptedException {
    bots.start(old, 0);
    var people = new RolledPeople(database, load.crowd(), 2 * load.rolls(), load.rolls(),
        load.moments() * RolledErrands.EACH_MOMENT);
    people.settle();
    world.give(people.all());
    world.give(people.strangers());
    bots.start(old, 1);
    var errands = new RolledErrands(people.strangers(), world, database,
        new RolledAdmins(vertx, database, bots::anyPort, wait), wait);
    var signing = new SigningIn(vertx, world.accounts(), bots::ports, wait);
    errands.add(signing);
    var meanwhile = new Meanwhile(people, world, new RolledPayments(vertx, world, wait),
        new RolledStaff(vertx, database, bots::anyPort), new RolledOffice(folder, address), errands);
    var pages = pages(bots, meanwhile.session(), database, people);
    pages.forEach(errands::add);
    var count = new RollCount(database, world, people.all());
    long readings = talk(bots, world, people.crowd(), meanwhile, count);
    step("the rest");
    wait.until("nobody is owed anything", () -> count.settled(world.said()));
    wait.until("nobody is to be told anything", meanwhile::settled);
    pages.forEach(RolledPage::close);
    print(new Waits(database, people.crowd(), world::phone), pages);
    signing.count(count);
    report(count, world, meanwhile, readings);
  }

  /** All versions come and go while people talk. Returns how many readings they sent. */
  private long talk(RolledBots bots, RolledWorld world, List<String> crowd, Meanwhile meanwhile, RollCount count)
      throws IOException, InterruptedException {
    step("old, warming up");
    try (var talk = new SteadyTalk(world::say, crowd, load.rate())) {
      meanwhile.greet();
      wait.stay(WARM_UP);
      wait.until("the old ones keep up with " + load.rate() + " messages a second",
          () -> count.waiting() < KEPT_UP_SECONDS * load.rate());
      step("old only");
      meanwhile.goOn();
      wait.stay(load.stay());
      for (int roll = 0; roll < load.rolls(); roll++) {
        replace(bots, roll, meanwhile);
        if (roll == 0) {
          out.println(count.changes(steps.get(1).at()));
        }
      }
      meanwhile.end();
      talk.end();
      return talk.readings();
    }
  }

  /** The inbox, and the conversation of one who writes all the time. */
  private List<RolledPage> pages(RolledBots bots, String session, Database database, RolledPeople people) {
    var talk = database.first(row -> row.getUUID(0), "select contact_id from address where id = $1",
        people.crowd().getFirst()).orElseThrow();
    return List.of(
        new RolledPage(vertx, bots::anyPort, session, "/console/inbox/live?part=1&lists=1", "lists", wait),
        new RolledPage(vertx, bots::anyPort, session, "/console/conversations/" + talk + "/live?part=1", "talk", wait));
  }

  private void print(Waits waits, List<RolledPage> pages) throws IOException {
    steps.forEach(one -> waits.from(one.what(), one.at()));
    out.println(waits.table());
    new BotLogs(folder).print(out);
    pages.forEach(page -> out.printf(Locale.ROOT, "%s kept open: %d times news, %d times fed by another bot, "
        + "let in but for %d times%n", page, page.heard(), page.ends(), page.refused()));
  }

  private void report(RollCount count, RolledWorld world, Meanwhile meanwhile, long readings) {
    count.note("messages that the SMS centre gave up, not counted", world.givenUp());
    count.count(world.said());
    count.each("readings", readings, "select count(*) from submitted_reading");
    meanwhile.count(count);
    out.print(count.table());
    if (!count.right()) {
      throw new IllegalStateException("Something was lost, out of order or done twice: see above, and " + folder);
    }
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
    meanwhile.moment();
    if (roll == KILLS) {
      bots.kill(from, 0);
    } else {
      bots.drain(from, 0);
    }
    bots.start(to, 1);
    step(arrow + ": the other is drained");
    meanwhile.moment();
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
