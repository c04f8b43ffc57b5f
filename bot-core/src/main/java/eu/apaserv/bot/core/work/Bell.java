package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a loop that has nothing to do; rung often, it wakes once. */
public final class Bell {
  private final Semaphore rung = new Semaphore(0);

  /** Safe from any thread, never blocks. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits until it rings, or for the poll that is the truth. */
  void await(Duration atMost) throws InterruptedException {
    if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
