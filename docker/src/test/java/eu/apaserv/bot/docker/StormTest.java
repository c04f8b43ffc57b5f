package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.FaultSwitch;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.docker.bench.Population;
import eu.apaserv.bot.docker.demo.SimulatedWorld;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that can go wrong with providers goes wrong all the time, and people notice nothing: over real sockets, on
 * three channels. {@code -Dstorm.conversations=2000 -Dstorm.receipts=3000} for
 * the whole storm.
 */
class StormTest {
  private static final int CONVERSATIONS = Integer.getInteger("storm.conversations", 12);
  private static final double SHARE = 0.2;
  private static final Duration PATIENCE = Duration.ofMillis(700);
  /** Half a minute in earnest. */
  private static final Duration RECEIPTS = Duration.ofMillis(Integer.getInteger("storm.receipts", 500));
  /** The more look, the seldomer, so that looking does not slow what is looked at. */
  private static final Duration LOOK = Duration.ofMillis(20 + CONVERSATIONS / 4);
  private static final Duration PATIENT = Duration.ofSeconds(200 + CONVERSATIONS / 4);
  private static final List<String> WORDS = List.of("program de lucru", "sold", "INDEX 12");
  private static final List<String> CHANNELS = List.of("whatsapp", "telegram", "sms");

  private Vertx vertx;
  private SimulatedWorld world;
  private String address;
  private Database database;
  private Assistant assistant;

  /** Somebody with a phone, who is linked to a contract of their own. */
  private record Somebody(String channel, Provider phone, String id) {

    List<String> replies() {
      return phone.conversation(id).messages().stream().filter(m -> !m.fromPerson()).map(PhoneMessage::text).toList();
    }

    /** What the phone shows, without what differs from person to person. */
    Map<String, Integer> counted() {
      var counts = new HashMap<String, Integer>();
      replies().forEach(text -> counts.merge(common(text), 1, Integer::sum));
      return counts;
    }
  }

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    world = SimulatedWorld.start(vertx, Clock.systemUTC());
    address = TestDatabase.fresh(Store.TABLES);
    database = Database.connect(vertx, address, 4);
    Population.create(database, CONVERSATIONS + CHANNELS.size());
    Population.openWindow(database);
    spread();
    int port = RunningAssistant.freePort();
    var url = "http://127.0.0.1:" + port;
    var usual = Patience.USUAL;
    assistant = Assistant.start(new Assistant.Parts(address, Front.local("127.0.0.1", port), url,
        own -> world.channels(own, url, "webhook-secret", PATIENCE), world::cards, Business.defaults(),
        Clock.systemUTC(),
        new Patience(usual.turnLease(), Duration.ofSeconds(8), RECEIPTS, usual.questionPatience(),
            usual.connections(), usual.statement(), usual.files(), usual.messagesKept())));
  }

  /** Every third person is on Telegram, every third has SMS only. */
  private void spread() {
    for (var table : List.of("contact", "address")) {
      var column = table.equals("contact") ? "address" : "id";
      database.run("update " + table + " set channel = 'telegram', " + column + " = '7100' || substr(" + column
          + ", 7) where substr(" + column + ", 7)::int % 3 = 1");
      database.run("update " + table + " set channel = 'sms' where channel = 'whatsapp' and substr(" + column
          + ", 7)::int % 3 = 2");
    }
  }

  private Somebody somebody(int n) {
    var number = Population.address(n);
    return switch (n % 3) {
      case 1 -> new Somebody("telegram", world.telegram(), "7100" + number.substring(6));
      case 2 -> new Somebody("sms", world.sms(), number);
      default -> new Somebody("whatsapp", world.whatsapp(), number);
    };
  }

  @AfterEach
  void close() {
    assistant.close();
    database.close();
    world.close();
    Database.await(vertx.close());
    TestDatabase.drop(address);
  }

  @Test
  void everyConversationEndsWithExactlyTheRightRepliesAndEachEffectOnce() throws Exception {
    var right = calm();
    storm(SHARE);
    long start = System.nanoTime();
    var people = Stream.iterate(CHANNELS.size(), n -> n + 1).limit(CONVERSATIONS).map(this::somebody).toList();
    var talks = people.stream().<Callable<Boolean>>map(one -> () -> talk(one, of(one.channel(), right))).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var talk : threads.invokeAll(talks)) {
        talk.get();
      }
    }
    await(() -> "nothing is under way", this::settled);
    double seconds = (System.nanoTime() - start) / 1e9;
    tell(people, right, seconds);
    assertThat(people).allSatisfy(one -> assertThat(one.counted().keySet())
        .isEqualTo(Map.copyOf(counts(of(one.channel(), right))).keySet()));
    assertThat(database.list(row -> row.getLong(1), "select meter_serial, count(*) from submitted_reading group by 1"))
        .as("each reading once").hasSize(CONVERSATIONS + CHANNELS.size()).allMatch(count -> count == 1);
    for (var channel : CHANNELS) {
      assertThat(doubled(people, channel, right)).as("second copies on %s, only of what was taken unseen", channel)
          .isLessThanOrEqualTo(takenUnseen(channel));
    }
    assertThat(number("select count(*) from outbox where state = 'failed' and error not like 'outcome unknown%'"))
        .as("given up only where nobody could tell that it had been taken").isZero();
    assertThat(number("select count(*) from inbox where outcome = 'quarantined'")).isZero();
  }

  /** What is right: the replies to one person of each channel while all is well. */
  private Map<String, List<String>> calm() {
    var right = new HashMap<String, List<String>>();
    for (int n = 0; n < CHANNELS.size(); n++) {
      var one = somebody(n);
      for (var words : WORDS) {
        int before = one.replies().size();
        Database.await(one.phone().say(one.id(), words));
        await(() -> one.channel() + " answers", () -> one.replies().size() > before && settled());
      }
      right.put(one.channel(), one.replies().stream().map(StormTest::common).toList());
    }
    return right;
  }

  private void storm(double share) {
    for (var provider : List.of(world.whatsapp(), world.telegram(), world.sms())) {
      provider.faults().seed(20261127);
      provider.faults().slowness(PATIENCE.multipliedBy(2), Duration.ofMillis(200));
      for (var which : FaultSwitch.values()) {
        provider.faults().set(which, share);
      }
    }
  }

  /** Says one thing after the other, each once the one before has its answer. */
  private boolean talk(Somebody one, List<String> right) {
    int wanted = 0;
    int each = right.size() / WORDS.size();
    for (var words : WORDS) {
      Database.await(one.phone().say(one.id(), words));
      wanted += each;
      var soFar = counts(right.subList(0, wanted)).keySet();
      await(() -> one.channel() + " answers '" + words + "'; the phone shows " + one.replies() + ", the outbox "
          + outbox(one), () -> one.counted().keySet().containsAll(soFar));
    }
    return true;
  }

  private List<String> outbox(Somebody one) {
    return database.list(row -> row.getString(0), """
      select concat_ws(' ', o.id, o.state, 'attempts', o.attempts, 'repeats', o.repeats, 'mark', o.mark, o.error)
      from outbox o join address a on a.contact_id = o.conversation_id where a.channel = $1 and a.id = $2
      order by o.id""", one.channel(), one.id());
  }

  /** A text without what differs from person to person: numbers, and the reference of a reading. */
  private static String common(String text) {
    return text.replaceAll("(Ref\\p{L}*:? )\\S+", "$1#").replaceAll("[0-9]+", "#");
  }

  private static Map<String, Integer> counts(List<String> texts) {
    var counts = new HashMap<String, Integer>();
    texts.forEach(text -> counts.merge(text, 1, Integer::sum));
    return counts;
  }

  private static int doubled(List<Somebody> people, String channel, Map<String, List<String>> right) {
    return people.stream().filter(one -> one.channel().equals(channel))
        .mapToInt(one -> surplus(one, of(channel, right)))
        .sum();
  }

  /** How often the provider sent a message and the bot could not learn it from the answer. */
  private int takenUnseen(String channel) {
    var faults = phone(channel).faults();
    return faults.met(FaultSwitch.TIMEOUT) + faults.met(FaultSwitch.GARBAGE);
  }

  private Provider phone(String channel) {
    return somebody(CHANNELS.indexOf(channel)).phone();
  }

  private static List<String> of(String channel, Map<String, List<String>> right) {
    return Objects.requireNonNull(right.get(channel), channel);
  }

  /** Copies beyond the right number. */
  private static int surplus(Somebody one, List<String> right) {
    var wanted = counts(right);
    return one.counted().entrySet().stream()
        .mapToInt(e -> Math.max(0, e.getValue() - wanted.getOrDefault(e.getKey(), 0))).sum();
  }

  private boolean settled() {
    return number("""
      select (select count(*) from inbox where done_at is null)
        + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))""") == 0;
  }

  private long number(String sql) {
    return database.first(row -> row.getLong(0), sql).orElseThrow();
  }

  private void tell(List<Somebody> people, Map<String, List<String>> right, double seconds) {
    System.out.printf("storm: %d conversations, %d answers in %.0f s%n", people.size(), people.size() * WORDS.size(),
        seconds);
    for (var channel : CHANNELS) {
      var met = Stream.of(FaultSwitch.values()).map(f -> f + " " + phone(channel).faults().met(f))
          .collect(Collectors.joining(", "));
      var tries = database.first(row -> row.getLong(1) + " tries, " + row.getLong(0) + " of them on a doubt",
          "select coalesce(sum(repeats), 0), sum(attempts) from outbox where channel = $1", channel).orElseThrow();
      System.out.printf("storm: %s: %d second copies, %d taken unseen, %s; %s%n", channel,
          doubled(people, channel, right), takenUnseen(channel), tries, met);
    }
  }

  private static void await(Supplier<String> what, BooleanSupplier condition) {
    long limit = System.nanoTime() + PATIENT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> "waited too long until " + what.get()).isLessThan(limit);
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
