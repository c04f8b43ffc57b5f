package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.channels.simulator.FaultSwitch;
import eu.apaserv.bot.channels.simulator.Mailbox.Mail;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Repeats;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.docker.StormPhone.Shown;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that can go wrong with providers goes wrong all the time, and people notice nothing: over real sockets, on
 * WhatsApp, Telegram, three ways of SMS at once, and by mail. {@code -Dstorm.conversations=2000 -Dstorm.receipts=3000
 * -Dstorm.asked=0 -Dstorm.begin=100 -Dstorm.patience=2000} for the whole storm.
 */
class StormTest {
  private static final int CONVERSATIONS = Integer.getInteger("storm.conversations", 12);
  private static final double SHARE = 0.2;
  /** Within it all begin, one after the other: what thousands do in the same second, a machine that is all of the world cannot. */
  private static final Duration BEGIN = Duration.ofSeconds(Integer.getInteger("storm.begin", 0));
  /** Half a minute in earnest. */
  private static final Duration RECEIPTS = Duration.ofMillis(Integer.getInteger("storm.receipts", 150));
  /** As in earnest, but nobody waits for half an hour: a pause grows to four times its first at most. */
  private static final Repeats REPEATS = new Repeats(Duration.ofMillis(100), RECEIPTS.multipliedBy(4),
      RECEIPTS.multipliedBy(4), Repeats.USUAL.useful());
  /** The more look, the seldomer, so that looking does not slow what is looked at. */
  private static final Duration LOOK = Duration.ofMillis(20 + CONVERSATIONS / 4);
  private static final Duration PATIENT = Duration.ofSeconds(200 + CONVERSATIONS / 4);
  private static final List<String> WORDS = List.of("program de lucru", "sold", "INDEX 12");
  private static final List<String> CHANNELS = List.of("whatsapp", "telegram", "sms");

  @TempDir
  Path folder;
  private Vertx vertx;
  private StormWorld world;
  private String address;
  private Database database;
  private Assistant assistant;

  /** Somebody with a phone, who is linked to a contract of their own; by SMS they write by one way and are answered by any. */
  private record Somebody(String channel, List<StormPhone> phones, int writesBy, String id) {

    /** What the bot wrote, as it came. */
    List<Shown> shown() {
      return phones.stream().flatMap(phone -> phone.of().apply(id).messages().stream().filter(m -> !m.fromPerson())
          .map(m -> new Shown(phone, m))).sorted(Comparator.comparing(s -> s.message().time())).toList();
    }

    /** The same by its words, without what differs from person to person. */
    Map<String, List<Shown>> byWords() {
      return shown().stream().collect(Collectors.groupingBy(s -> common(s.message().text())));
    }

    void say(String words) {
      phones.get(writesBy).say().accept(id, words);
    }

    /** Each copy with what stood there before it. */
    Stream<List<Shown>> copies() {
      return byWords().values().stream().flatMap(same -> IntStream.range(1, same.size())
          .mapToObj(i -> List.of(same.get(i - 1), same.get(i))));
    }
  }

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    world = new StormWorld(vertx, folder);
    address = TestDatabase.fresh(Store.TABLES);
    database = Database.connect(vertx, address, 4);
    Population.create(database, CONVERSATIONS + CHANNELS.size());
    Population.openWindow(database);
    spread();
    int port = RunningAssistant.freePort();
    var url = "http://127.0.0.1:" + port;
    var usual = Patience.USUAL;
    assistant = Assistant.start(new Assistant.Parts(address, Front.local("127.0.0.1", port), url,
        own -> world.channels(own, url), world.world()::cards, Business.defaults(), Clock.systemUTC(),
        new Patience(usual.turnLease(), Duration.ofSeconds(8), RECEIPTS, usual.questionPatience(),
            usual.connections(), usual.statement(), usual.files(), usual.messagesKept(), REPEATS)));
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
    var channel = CHANNELS.get(n % CHANNELS.size());
    var phones = of(channel, world.phones);
    return new Somebody(channel, phones, n / CHANNELS.size() % phones.size(),
        channel.equals("telegram") ? "7100" + number.substring(6) : number);
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
    world.storm(SHARE);
    long start = System.nanoTime();
    mail();
    var people = Stream.iterate(CHANNELS.size(), n -> n + 1).limit(CONVERSATIONS).map(this::somebody).toList();
    var talks = people.stream().<Callable<Boolean>>map(one -> () -> {
      begin(people.indexOf(one));
      return talk(one, of(one.channel(), right));
    }).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var talk : threads.invokeAll(talks)) {
        talk.get();
      }
    }
    await(() -> "nothing is under way; there is " + underWay(), this::settled);
    tell(people, (System.nanoTime() - start) / 1e9);
    assertThat(people)
        .allSatisfy(one -> assertThat(one.byWords().keySet()).isEqualTo(Set.copyOf(of(one.channel(), right))));
    assertThat(database.list(row -> row.getLong(1), "select meter_serial, count(*) from submitted_reading group by 1"))
        .as("each reading once").hasSize(CONVERSATIONS + CHANNELS.size()).allMatch(count -> count == 1);
    assertThat(people.stream().flatMap(Somebody::copies)).as("a second copy only of what the bot could not know of")
        .allMatch(copy -> copy.getFirst().allows(copy.getLast()));
    assertThat(number("select count(*) from outbox where state = 'failed' and error not like 'outcome unknown%'"))
        .as("given up only where nobody could tell that it had been taken").isZero();
    assertThat(number("select count(*) from inbox where outcome = 'quarantined'")).isZero();
    mailIsRight();
  }

  /** What we begin: to everybody one by mail, which is never sent again on a doubt. */
  private void mail() {
    for (int n = 0; n < CONVERSATIONS; n++) {
      var to = new Address("mail", "client" + n + "@apa.example");
      database.transaction(
          tx -> Letterbox.post(TranscriptSeal.NONE, tx, to, new Content.Text("Avarie remediată."), false, 1, null));
    }
  }

  private void mailIsRight() {
    var mails = world.world().mailbox().mails().stream()
        .collect(Collectors.groupingBy(Mail::to, Collectors.counting()));
    assertThat(mails.values()).as("no mail twice").allMatch(count -> count == 1);
    var sent = database.list(row -> row.getString(0),
        "select address from outbox where channel = 'mail' and state = 'sent'");
    assertThat(mails.keySet()).as("what was taken has come").containsAll(sent);
    System.out.printf("storm: mail: %d sent and come once each, %d put off, %d unknown, of which %d came%n",
        sent.size(),
        number("select count(*) from outbox where channel = 'mail' and state = 'due'"),
        number("select count(*) from outbox where channel = 'mail' and state = 'failed'"), mails.size() - sent.size());
  }

  /** What is right: the replies to one person of each channel while all is well, in their order. */
  private Map<String, List<String>> calm() {
    var right = new HashMap<String, List<String>>();
    for (int n = 0; n < CHANNELS.size(); n++) {
      var one = somebody(n);
      for (var words : WORDS) {
        int before = one.shown().size();
        one.say(words);
        await(() -> one.channel() + " answers", () -> one.shown().size() > before && settled());
      }
      right.put(one.channel(), one.shown().stream().map(s -> common(s.message().text())).toList());
    }
    return right;
  }

  private static void begin(int turn) {
    long at = System.nanoTime() + BEGIN.toNanos() * turn / CONVERSATIONS;
    for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Says one thing after the other, each once the one before has its answer. */
  private boolean talk(Somebody one, List<String> right) {
    int wanted = 0;
    int each = right.size() / WORDS.size();
    for (var words : WORDS) {
      one.say(words);
      wanted += each;
      var soFar = Set.copyOf(right.subList(0, wanted));
      await(() -> one.channel() + " answers '" + words + "'; the phone shows " + one.byWords().keySet()
          + ", the outbox " + outbox(one), () -> one.byWords().keySet().containsAll(soFar));
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

  private static <T> T of(String channel, Map<String, T> all) {
    return Objects.requireNonNull(all.get(channel), channel);
  }

  /** A mail that was put off goes out again after five minutes: nobody waits for it here. */
  private boolean settled() {
    return number("""
      select (select count(*) from inbox where done_at is null) + (select count(*) from outbox
        where state in ('sending', 'unknown') or state = 'due' and (channel <> 'mail' or attempts = 0))""") == 0;
  }

  private List<String> underWay() {
    return database.list(row -> row.getString(0), """
      select concat_ws(' ', channel, state, count(*), 'tried', min(attempts), 'to', max(attempts), max(error)) from outbox
      where state in ('sending', 'unknown', 'due') group by channel, state order by 1""");
  }

  private long number(String sql) {
    return database.first(row -> row.getLong(0), sql).orElseThrow();
  }

  private void tell(List<Somebody> people, double seconds) {
    System.out.printf("storm: %d conversations, %d answers in %.0f s%n", people.size(), people.size() * WORDS.size(),
        seconds);
    for (var channel : CHANNELS) {
      var mine = people.stream().filter(one -> one.channel().equals(channel)).toList();
      var tries = database.first(row -> row.getLong(1) + " tries, " + row.getLong(0) + " of them on a doubt",
          "select coalesce(sum(repeats), 0), sum(attempts) from outbox where channel = $1", channel).orElseThrow();
      System.out.printf("storm: %s: %d messages, %d of them taken unseen, %d second copies; %s%n", channel,
          mine.stream().mapToInt(one -> one.shown().size()).sum(),
          mine.stream().flatMap(one -> one.shown().stream())
              .filter(s -> s.phone().witness().wasUnseen(s.message().id())).count(),
          mine.stream().flatMap(Somebody::copies).count(), tries);
    }
    world.all().forEach(phone -> System.out.printf("storm: met on %s: %s%n", phone.name(),
        Stream.of(FaultSwitch.values()).map(f -> f + " " + phone.faults().met(f)).collect(Collectors.joining(", "))));
  }

  private static void await(Supplier<String> what, BooleanSupplier condition) {
    long limit = System.nanoTime() + PATIENT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> "waited too long until " + what.get()).isLessThan(limit);
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
