package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.trace.Traces;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows becoming sends, with a channel that answers as the test says. */
class SenderTest {
  private static final Duration LEASE = Duration.ofSeconds(20);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  record Sent(String person, long at) {}

  final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  final List<Sender> senders = new ArrayList<>();

  @AfterEach
  void stop() {
    senders.forEach(Sender::stop);
  }

  /** Writes down what it is given, and says what the test says. */
  private final class PaperChannel implements Channel {
    private final Pace pace;
    private final Function<Outbound, Delivery> says;

    PaperChannel(Pace pace, Function<Outbound, Delivery> says) {
      this.pace = pace;
      this.says = says;
    }

    @Override
    public String name() {
      return "paper";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(3, true, true, false);
    }

    @Override
    public Pace pace() {
      return pace;
    }

    @Override
    public List<Webhook> webhooks() {
      return List.of();
    }

    @Override
    public Delivery send(Outbound message, Supplier<OwnFile> file) {
      sent.add(new Sent(message.to().id(), System.nanoTime()));
      return says.apply(message);
    }
  }

  /** However slow the machine is, it only takes longer. */
  @Test
  void twoNodesTogetherSendEachMessageOnceAndNeverFasterThanTheRate() {
    int rate = 200;
    bulk(300);
    long begun = System.nanoTime();
    start(new Pace(rate, Double.POSITIVE_INFINITY), 2);
    until(() -> sent.size() >= 300);
    assertThat(sent).extracting(Sent::person).hasSize(300).doesNotHaveDuplicates();
    long last = sent.stream().mapToLong(Sent::at).max().orElseThrow();
    assertThat((last - begun) / 1e9).isGreaterThanOrEqualTo(299.0 / rate);
    assertThat(mostInASecond(moments())).isLessThanOrEqualTo(rate);
  }

  @Test
  void anAnswerOvertakesAThousandAlertsButThoseAlreadyTaken() {
    bulk(1000);
    start(new Pace(100, Double.POSITIVE_INFINITY), 1);
    until(() -> sent.size() > 20);
    post("ana", 0);
    long taken = count("priority = 1 and attempts > 0");
    senders.getFirst().bell().ring();
    until(() -> sent.stream().anyMatch(s -> s.person().equals("ana")));
    assertThat(count("priority = 1 and tried_at < (select tried_at from outbox where address = 'ana')"))
        .as("taken before, or by the claim that was under way").isLessThanOrEqualTo(taken + Lane.LARGEST_CLAIM);
  }

  @Test
  void ofWhatIsTakenAheadOnlyWhatIsBeingSentHasLeft() {
    bulk(40);
    var left = new ConcurrentLinkedQueue<Long>();
    var ahead = new ConcurrentLinkedQueue<Long>();
    start(new Pace(100, Double.POSITIVE_INFINITY), 1, message -> {
      left.add(count("id = " + message.id() + " and state = 'sending' and not ahead"));
      ahead.add(count("state = 'sending' and ahead"));
      return new Delivery.Accepted("p" + message.id());
    });
    until(() -> count("state = 'sent' and not ahead") == 40);
    assertThat(left).as("written down before it is sent").hasSize(40).containsOnly(1L);
    assertThat(ahead).as("others wait for their moments").anyMatch(waiting -> waiting > 0);
  }

  /** A newer version beside us has made it. */
  @Test
  void whatThisVersionCannotReadIsLeftToOthersAndHoldsUpNobody() {
    post("ana", 0);
    post("ion", 0);
    fresh.database().run("update outbox set content = '{\"kind\":\"hologram\"}' where address = 'ana'");
    start(Pace.UNLIMITED, 1);
    until(() -> count("state = 'sent' and address = 'ion'") == 1);
    until(() -> count("state = 'due' and attempts > 0 and error like '%cannot read' and due_at > now()") == 1);
    assertThat(sent).extracting(Sent::person).containsExactly("ion");
  }

  @Test
  void aPausedChannelSendsNothingAndLosesNothing() {
    var states = new ChannelStates(fresh.database());
    states.pause("paper", "maria", "provider changes its address");
    post("ana", 0);
    start(Pace.UNLIMITED, 1);
    long looked = fresh.database().statements() + 4;
    until(() -> {
      senders.getFirst().bell().ring();
      return fresh.database().statements() > looked;
    });
    assertThat(sent).isEmpty();
    states.resume("paper");
    senders.getFirst().bell().ring();
    until(() -> sent.size() == 1);
  }

  /** What both nodes had claimed already is still given to it. */
  @Test
  void whatAProviderAsksOfEverybodyIsKeptByAllNodes() {
    bulk(1000);
    var first = new AtomicBoolean(true);
    var pause = Duration.ofMillis(900);
    start(Pace.UNLIMITED, 2, message -> first.getAndSet(false)
        ? Delivery.Retry.ofAll(pause, pause, "too many")
        : new Delivery.Accepted("p" + message.id()));
    until(() -> count("state = 'sent'") == 1000);
    var times = sent.stream().mapToLong(Sent::at).sorted().toArray();
    long longest = IntStream.range(1, times.length).mapToLong(i -> times[i] - times[i - 1]).max().orElseThrow();
    assertThat(longest).as("between two sends").isGreaterThan(pause.minusMillis(400).toNanos());
  }

  @Test
  void aProviderThatTakesNothingGetsOneMessageAtATimeUntilItWorks() {
    var down = new AtomicBoolean(true);
    bulk(500);
    start(Pace.UNLIMITED, 1, message -> down.get()
        ? new Delivery.Unknown("503")
        : new Delivery.Accepted("p" + message.id()));
    var sender = senders.getFirst();
    until(() -> sender.states().get("paper") == Breaker.State.OPEN);
    until(() -> sent.size() == count("attempts > 0"));
    int given = sent.size();
    until(() -> sent.size() > given);
    assertThat(sent.size()).as("given out before it opened").isLessThan(300);
    down.set(false);
    until(() -> sender.states().get("paper") == Breaker.State.CLOSED);
    until(() -> count("state = 'sent'") + count("state in ('unknown', 'failed')") == 500);
  }

  @Test
  void staffHearOnceOfWhatEveryMessageSays() {
    bulk(200);
    start(Pace.UNLIMITED, 1, message -> new Delivery.Alarm("190", "the token is refused"));
    var alarms = new Alarms(fresh.database());
    until(() -> alarms.open().stream().anyMatch(alarm -> alarm.count() >= Breaker.ENOUGH));
    assertThat(alarms.open()).singleElement().satisfies(alarm -> {
      assertThat(alarm.channel()).isEqualTo("paper");
      assertThat(alarm.code()).isEqualTo("190");
      assertThat(alarm.reason()).isEqualTo("the token is refused");
    });
    assertThat(count("state = 'failed'")).as("messages are kept").isZero();
    senders.getFirst().stop();
    long id = alarms.open().getFirst().id();
    assertThat(alarms.resolve(id, "maria")).isTrue();
    assertThat(alarms.resolve(id, "maria")).isFalse();
    assertThat(alarms.open()).isEmpty();
    assertThat(alarms.raise("paper", "190", "again")).as("said again, it is news again").isTrue();
    assertThat(alarms.latest(10)).hasSize(2);
  }

  @Test
  void onlyThePartThatFailedIsSentAgain() {
    var begunAt = new ConcurrentLinkedQueue<Integer>();
    post("ana", 0);
    start(Pace.UNLIMITED, 1, message -> {
      begunAt.add(message.done());
      return message.done() == 0
          ? new Delivery.Partly(2, new Delivery.Retry(Duration.ofMillis(1), "busy"))
          : new Delivery.Accepted("p");
    });
    until(() -> count("state = 'sent'") == 1);
    assertThat(begunAt).containsExactly(0, 2);
  }

  @Test
  void onlySoManyDocumentsAreInMemoryAtATime() {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    var document = new Content.Document("paper:1", "a.pdf", "application/pdf", "");
    bulk(60);
    fresh.database().run("update outbox set content = $1::text::jsonb", Json.write(document));
    start(Pace.UNLIMITED, 1, message -> {
      most.accumulateAndGet(open.incrementAndGet(), Math::max);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      open.decrementAndGet();
      return new Delivery.Accepted("p" + message.id());
    });
    until(() -> count("state = 'sent'") == 60);
    assertThat(most.get()).isBetween(1, Sender.MOST_DOCUMENTS);
  }

  /** At which messages were to leave, in nanoseconds. */
  private long[] moments() {
    return fresh.database().list(row -> row.getOffsetDateTime(0).toInstant(),
        "select tried_at from outbox order by tried_at").stream()
        .mapToLong(at -> at.getEpochSecond() * 1_000_000_000 + at.getNano()).toArray();
  }

  private long count(String condition) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from outbox where " + condition)
        .orElseThrow();
  }

  void start(Pace pace, int nodes) {
    start(pace, nodes, message -> new Delivery.Accepted("p" + message.id()));
  }

  void start(Pace pace, int nodes, Function<Outbound, Delivery> says) {
    for (int i = 0; i < nodes; i++) {
      var channel = new PaperChannel(pace, says);
      var sender = new Sender(new Outbox(fresh.database(), "node" + i), new ChannelStates(fresh.database()),
          new Alarms(fresh.database()), List.of(channel), (_, _) -> Optional.of(OwnFile.of(Buffer.buffer("x"))),
          LEASE, LEASE, Duration.ofMillis(200), Traces.OFF);
      senders.add(sender);
      sender.start();
    }
  }

  void bulk(int count) {
    fresh.database().run("""
      with people as (
        insert into contact (id, channel, address) select gen_random_uuid(), 'paper', 'b' || n
        from generate_series(1, $1::int) n returning id, address
      ), talks as (
        insert into conversation (id) select id from people
      )
      insert into outbox (conversation_id, channel, address, content, priority)
      select id, 'paper', address, '{"kind":"text","body":"x"}', 1 from people""", count);
  }

  long post(String person, int priority) {
    return fresh.database().transaction(
        tx -> Letterbox.post(TranscriptSeal.NONE, tx, new Address("paper", person), new Content.Text("x"), false,
            priority, null));
  }

  static int mostInASecond(long[] times) {
    return (int) Arrays.stream(times)
        .map(last -> Arrays.stream(times).filter(t -> t <= last && last - t < 1_000_000_000L).count()).max()
        .orElseThrow();
  }
}
