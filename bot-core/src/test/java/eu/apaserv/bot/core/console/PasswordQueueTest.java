package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.console.PasswordQueue.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One password at a time, and who waits for whom. */
class PasswordQueueTest {
  private final AtomicLong nanoseconds = new AtomicLong();
  private final PasswordQueue queue = new PasswordQueue(nanoseconds::get);
  private final List<String> served = new CopyOnWriteArrayList<>();
  private final Map<String, Future<Turn>> waits = new HashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void somebodyIsBeingChecked() {
    assertThat(queue.take("192.0.2.1")).isEqualTo(Turn.YOURS);
  }

  @AfterEach
  void close() {
    queue.end();
    threads.close();
  }

  @Test
  void knownBrowsersGoFirstThenAddressesThatHaveNotFailedLatelyAndOfEachAddressOneAtATime() {
    queue.note("bad", false);
    arrive("bad", () -> queue.take("bad"));
    arrive("one, first", () -> queue.take("one"));
    arrive("one, second", () -> queue.take("one"));
    arrive("two", () -> queue.take("two"));
    arrive("known", () -> queue.takeKnown("word"));
    queue.end();
    Eventually.until(() -> served.size() == 5);
    assertThat(served).containsExactly("known", "one, first", "two", "one, second", "bad");
    assertThat(queue.take("192.0.2.1")).as("nobody waits").isEqualTo(Turn.YOURS);
  }

  @Test
  void whoeverWouldWaitLongIsToldSoAtOnceAndGivesWayToThoseThatGoBefore()
      throws ExecutionException, InterruptedException {
    queue.note("bad", false);
    arrive("bad", () -> queue.take("bad"));
    for (int i = 1; i < PasswordQueue.MOST_WAITING; i++) {
      int number = i;
      arrive("address " + number, () -> queue.take("address " + number));
    }
    queue.note("worse", false);
    assertThat(queue.take("worse")).isEqualTo(Turn.FULL);
    var better = threads.submit(() -> queue.take("better"));
    assertThat(turn("bad")).as("gives way").isEqualTo(Turn.FULL);
    assertThat(queue.take("as good as the last")).isEqualTo(Turn.FULL);
    var known = threads.submit(() -> queue.takeKnown("word"));
    assertThat(better.get()).as("gives way to a known browser").isEqualTo(Turn.FULL);
    queue.end();
    assertThat(known.get()).isEqualTo(Turn.YOURS);
    queue.end();
    Eventually.until(() -> served.size() == PasswordQueue.MOST_WAITING - 1);
    assertThat(queue.take("192.0.2.1")).isEqualTo(Turn.YOURS);
  }

  @Test
  void anAddressHasSoManyWaitingAndAKnownBrowserBehindItHasItsOwn() {
    for (int i = 0; i < PasswordQueue.MOST_OF_ONE; i++) {
      arrive("one", () -> queue.take("one"));
    }
    assertThat(queue.take("one")).isEqualTo(Turn.TOO_MANY);
    arrive("colleague", () -> queue.takeKnown("word"));
    queue.end();
    Eventually.until(() -> served.size() == PasswordQueue.MOST_OF_ONE + 1);
    assertThat(served.getFirst()).isEqualTo("colleague");
  }

  @Test
  void aFailureIsForgottenAfterAQuarterOfAnHourOrWhenSomebodyEntered() {
    queue.note("long ago", false);
    nanoseconds.addAndGet(Duration.ofMinutes(15).toNanos());
    queue.note("entered", false);
    queue.note("entered", true);
    queue.note("bad", false);
    arrive("bad", () -> queue.take("bad"));
    arrive("long ago", () -> queue.take("long ago"));
    arrive("entered", () -> queue.take("entered"));
    queue.end();
    Eventually.until(() -> served.size() == 3);
    assertThat(served).containsExactly("long ago", "entered", "bad");
  }

  @Test
  void theFartherFromThoseThatFailedTheSoonerOneIsServed() {
    queue.note("198.51.100.7", false);
    queue.note("20010db800010002", false);
    arrive("there", () -> queue.take("198.51.100.7"));
    arrive("next to them", () -> queue.take("198.51.100.8"));
    arrive("in the same town", () -> queue.take("198.51.9.9"));
    arrive("elsewhere", () -> queue.take("203.0.113.1"));
    arrive("there, IPv6", () -> queue.take("20010db800010002"));
    arrive("next to them, IPv6", () -> queue.take("20010db800010003"));
    arrive("in the same town, IPv6", () -> queue.take("20010db800020002"));
    arrive("elsewhere, IPv6", () -> queue.take("20010db900010002"));
    queue.end();
    Eventually.until(() -> served.size() == 8);
    assertThat(served).containsExactly("elsewhere", "elsewhere, IPv6", "in the same town", "in the same town, IPv6",
        "next to them", "next to them, IPv6", "there", "there, IPv6");
  }

  @Test
  void aCrowdFromOneNetworkDoesNotFillTheQueueForOthers() throws ExecutionException, InterruptedException {
    for (int i = 0; i < PasswordQueue.MOST_WAITING; i++) {
      int number = i;
      arrive("crowd " + number, () -> queue.take("198.51.100." + number));
    }
    arrive("staff", () -> queue.take("203.0.113.1"), PasswordQueue.MOST_WAITING);
    assertThat(turn("crowd 15")).as("gives way").isEqualTo(Turn.FULL);
    queue.end();
    Eventually.until(() -> served.size() == PasswordQueue.MOST_WAITING);
    assertThat(served.indexOf("staff")).as("behind the first of the crowd only").isEqualTo(1);
  }

  /** Queues before the next one does; is served in no time. */
  private void arrive(String name, Supplier<Turn> take) {
    arrive(name, take, queue.length() + 1);
  }

  private void arrive(String name, Supplier<Turn> take, int waiting) {
    waits.put(name, threads.submit(() -> {
      var turn = take.get();
      if (turn == Turn.YOURS) {
        served.add(name);
        queue.end();
      }
      return turn;
    }));
    Eventually.until(() -> queue.length() == waiting);
  }

  private Turn turn(String name) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(waits.get(name)).get();
  }
}
