package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows becoming sends, with a channel that answers as the test says. */
class SenderTest extends SenderScene {
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
        .as("taken before, or by the claim that was under way").isLessThanOrEqualTo(taken + Supply.LARGEST_CLAIM);
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

  @Test
  void asHowManyPartsAMessageIsBilledIsKept() {
    post("ana", 0);
    start(Pace.UNLIMITED, 1, _ -> new Delivery.Accepted("p1", 3));
    until(() -> count("state = 'sent' and parts_done = 3") == 1);
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
}
