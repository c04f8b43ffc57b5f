package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How long something took is rounded up. */
class BeatTest {
  private static final Duration STEP = Duration.ofMillis(30);

  @Test
  void whatIsQuickTakesAStepAndWhatTakesLongerASecondOne() {
    assertThat(took(() -> "quick")).isGreaterThanOrEqualTo(STEP);
    assertThat(took(() -> {
      long end = System.nanoTime() + STEP.toNanos();
      while (end - System.nanoTime() >= 0) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      return "slow";
    })).isGreaterThanOrEqualTo(STEP.multipliedBy(2));
  }

  private static Duration took(Supplier<String> work) {
    long begun = System.nanoTime();
    assertThat(new Beat(STEP).answer(work)).isIn("quick", "slow");
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
