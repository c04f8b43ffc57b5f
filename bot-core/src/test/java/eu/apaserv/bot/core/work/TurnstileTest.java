package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whose call begins when. */
class TurnstileTest {
  private final Starts starts = new Starts(new Pace(50, Double.POSITIVE_INFINITY), System::nanoTime);
  private final Turnstile turnstile = new Turnstile(starts, System::nanoTime);
  private final Queue<Long> passed = new ConcurrentLinkedQueue<>();
  private final Queue<Long> sentBack = new ConcurrentLinkedQueue<>();

  private void allow(int calls) {
    starts.allow(calls, System.nanoTime() + Duration.ofMinutes(5).toNanos());
    turnstile.look();
  }

  private Thread pass(long id, int priority) {
    var began = new CountDownLatch(1);
    var thread = Thread.startVirtualThread(() -> {
      began.countDown();
      (turnstile.pass(priority, id) ? passed : sentBack).add(id);
    });
    until(() -> began.getCount() == 0 && thread.getState() != Thread.State.RUNNABLE);
    return thread;
  }

  @Test
  void whoComesFirstWaitsForWhoIsMoreUrgent() throws InterruptedException {
    var threads = List.of(pass(2, 1), pass(1, 1), pass(9, 0), pass(3, 1));
    allow(50);
    for (var thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(passed).containsExactly(9L, 1L, 2L, 3L);
  }

  @Test
  void placesAreApartHoweverManyWait() throws InterruptedException {
    allow(50);
    long begun = System.nanoTime();
    var threads = new ArrayList<Thread>();
    for (long id = 0; id < 20; id++) {
      threads.add(pass(id, 1));
    }
    for (var thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(passed).hasSize(20);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(320));
  }

  @Test
  void withoutAShareMessagesGoBackAfterAWhile() throws InterruptedException {
    var thread = pass(1, 0);
    assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    assertThat(sentBack).containsExactly(1L);
  }

  @Test
  void whoWaitsWhenItClosesStillLeavesWhereThereIsAShare() throws InterruptedException {
    allow(1);
    var threads = List.of(pass(1, 0), pass(2, 0));
    turnstile.close();
    for (var thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(passed).containsExactly(1L, 2L);
  }

  @Test
  void whenItClosesNobodyWaitsForAShare() throws InterruptedException {
    var thread = pass(1, 0);
    long closed = System.nanoTime();
    turnstile.close();
    assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    assertThat(sentBack).containsExactly(1L);
    assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofMillis(1500));
  }
}
