package eu.apaserv.bot.conversations.account;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Lets an answer out only when a whole number of steps has passed since it was asked for: what took a little longer looks like
 * what did not, for both end within the same step.
 */
final class Beat {
  private final long step;

  Beat(Duration step) {
    this.step = step.toNanos();
  }

  /** For virtual threads: they wait at no cost. What fails does so at once. */
  <T> T answer(Supplier<T> work) {
    long begun = System.nanoTime();
    var answer = work.get();
    long end = begun + ((System.nanoTime() - begun) / step + 1) * step;
    while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return answer;
  }
}
