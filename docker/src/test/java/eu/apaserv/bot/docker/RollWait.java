package eu.apaserv.bot.docker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How long a roll waits for something before it is given up. */
record RollWait(Duration longest) {

  void until(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("Waited too long until " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Long enough to be measured. */
  void stay(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    until("the step is over", () -> System.nanoTime() > end);
  }
}
