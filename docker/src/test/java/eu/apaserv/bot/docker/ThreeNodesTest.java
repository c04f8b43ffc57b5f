package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on one database, behind a proxy: one is killed, one is stopped for longer than its leases and goes on. */
class ThreeNodesTest {
  private static final int MOST_WAVES = 20;
  private static final int PEOPLE = 45;
  private static final int NODES = 3;
  /** Longer than a turn's lease (3 s) and a send's (6 s). */
  private static final Duration STOPPED = Duration.ofSeconds(8);
  private static final Pattern TURNS = Pattern.compile("(?m)^bot_turns_total(?:\\{[^}]*})? ([0-9.E]+)$");

  @TempDir
  Path folder;

  private final List<Process> nodes = new ArrayList<>();
  private List<Integer> ports;
  private List<String> people;
  private Vertx vertx;
  private WebClient client;
  private WhatsAppProvider whatsapp;
  private RoundRobin front;
  private String address;
  private Database database;

  @BeforeEach
  void open() throws IOException {
    vertx = Vertx.vertx();
    client = WebClient.create(vertx);
    whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(whatsapp.start(vertx));
    address = TestDatabase.fresh(Store.TABLES);
    database = Database.connect(vertx, address, 4);
    Population.create(database, PEOPLE);
    Population.openWindow(database);
    people = IntStream.range(0, PEOPLE).mapToObj(Population::address).toList();
    ports = List.of(RunningAssistant.freePort(), RunningAssistant.freePort(), RunningAssistant.freePort());
    front = new RoundRobin(vertx, ports);
    whatsapp.connect(front.url());
    for (int node = 0; node < NODES; node++) {
      nodes.add(ServedProcess.start(whatsapp, address, ports.get(node), folder.resolve("node" + node + ".log"),
          Map.of("PUBLIC_URL", front.url(), "BOT_SEND_SECONDS", "6", "BOT_RECEIPT_SECONDS", "3")));
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    for (var node : nodes) {
      node.destroyForcibly().waitFor();
    }
    front.close();
    database.close();
    Database.await(whatsapp.close());
    client.close();
    Database.await(vertx.close());
    TestDatabase.drop(address);
  }

  @Test
  void nothingIsLostOrDoneTwiceWhenOneIsKilledAndOneIsStoppedForAWhile() throws Exception {
    await("all are ready", () -> ports.stream().allMatch(this::ready));
    everybodySays("INDEX 12", "cat am de plata?");
    await("the first wave is answered", () -> kept() == 2 * PEOPLE && settled());
    assertThat(ports).as("the load is spread").allSatisfy(port -> assertThat(turns(port)).isGreaterThan(PEOPLE / 10.0));

    everybodySays("factura", "cat am de plata?");
    await("some of the second wave are answered", () -> answered() >= 2 * PEOPLE + PEOPLE / 3);
    nodes.get(1).destroyForcibly().waitFor();
    signal("STOP", nodes.get(2));
    long stopped = System.nanoTime();
    await("one alone has done the rest, and the leases of the stopped one are over", () -> kept() == 4 * PEOPLE
        && settled() && System.nanoTime() - stopped > STOPPED.toNanos());
    signal("CONT", nodes.get(2));
    double before = turnsOnce(ports.get(2));

    // Which node answers is the nodes' own affair: people write until the one that was stopped has had its share.
    for (int wave = 5; wave == 5 || (wave < MOST_WAVES && turns(ports.get(2)) <= before); wave++) {
      int written = wave * PEOPLE;
      everybodySays("multumesc");
      await("one more wave is answered", () -> kept() == written && settled());
    }
    assertThat(turns(ports.get(2))).as("who was stopped works again").isGreaterThan(before);
    assertThat(unanswered()).as("messages without an answer").isZero();
    assertThat(twiceMade()).as("answers made twice").isZero();
    assertThat(count("select count(*) from submitted_reading")).isEqualTo(PEOPLE);
    assertThat(copies()).as("copies beyond the first").isLessThanOrEqualTo(
        count("select coalesce(sum(repeats), 0) from outbox"));
    assertThat(people.stream().filter(this::certain)).as("people whose sends were all seen to end")
        .hasSizeGreaterThan(PEOPLE / 5).allSatisfy(person -> assertThat(onThePhone(person)).isEqualTo(asMade(person)));
  }

  private void everybodySays(String... texts) {
    for (var text : texts) {
      people.forEach(person -> whatsapp.say(person, text));
    }
  }

  private long kept() {
    return count("select count(*) from inbox");
  }

  private long answered() {
    return count("select count(*) from inbox where done_at is not null");
  }

  private long unanswered() {
    return count("""
        select count(*) from inbox i where i.outcome is distinct from 'answered' or not exists (
          select from outbox o where o.conversation_id = i.conversation_id and o.reply_to = i.provider_id)""");
  }

  private long twiceMade() {
    return count(
        """
        select count(*) from (select from outbox group by conversation_id, reply_to, content having count(*) > 1) twice""");
  }

  /** What phones got beyond one copy of each message. */
  private long copies() {
    return people.stream().mapToLong(person -> onThePhone(person).size()).sum()
        - count("select count(*) from outbox where state = 'sent'");
  }

  /** Whether none of a person's messages may have come twice. */
  private boolean certain(String person) {
    return database.first(row -> row.getLong(0), """
        select count(*) from outbox where address = $1 and (repeats > 0 or error like 'outcome unknown%')""", person)
        .orElseThrow() == 0;
  }

  private List<String> onThePhone(String person) {
    return whatsapp.conversation(person).messages().stream().filter(m -> !m.fromPerson()).map(PhoneMessage::id)
        .toList();
  }

  /** Answers as they were made, by the order of the messages they answer. */
  private List<String> asMade(String person) {
    return database.list(row -> row.getString(0), """
        select o.provider_id from outbox o join inbox i
          on i.conversation_id = o.conversation_id and i.provider_id = o.reply_to
        where o.address = $1 order by i.id, o.id""", person);
  }

  private boolean settled() {
    return count("""
        select (select count(*) from inbox where done_at is null)
          + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))""") == 0;
  }

  private long count(String sql) {
    return database.first(row -> row.getLong(0), sql).orElseThrow();
  }

  private boolean ready(int port) {
    return Database.await(client.get(port, "127.0.0.1", "/health/ready").send().map(r -> r.statusCode() == 200)
        .otherwise(false));
  }

  private double turnsOnce(int port) {
    await("it is ready again", () -> ready(port));
    return turns(port);
  }

  private double turns(int port) {
    var text = Database.await(client.get(port, "127.0.0.1", "/metrics").send()).bodyAsString();
    return TURNS.matcher(text).results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
  }

  private static void signal(String name, Process to) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().waitFor()).isZero();
  }

  private String state() {
    return database.list(row -> row.getString(0), """
        select 'heard ' || count(*) || ', not done ' || count(*) filter (where done_at is null) from inbox
        union all select state || ' ' || count(*) || coalesce(', repeated ' || sum(repeats), '') from outbox group by state
        union all select 'leases ' || count(*) from conversation where lease_by is not null""").toString();
  }

  private void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> "waited too long until " + what + ": " + state()).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
