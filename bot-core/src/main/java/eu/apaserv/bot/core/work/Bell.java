package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wakes a loop that has nothing to do; rung often, it wakes once. */
public final class Bell {
  private final Semaphore rung = new Semaphore(0);
  private final AtomicBoolean promised = new AtomicBoolean();
  private final List<Bell> others;

  public Bell() {
    this(List.of());
  }

  private Bell(List<Bell> others) {
    this.others = others;
  }

  /** One that rings all of these. */
  static Bell of(List<Bell> bells) {
    return new Bell(List.copyOf(bells));
  }

  /** Safe from any thread, never blocks. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
    others.forEach(Bell::ring);
  }

  /** Rings once for all who ask within it, for what is seldom there and can wait so long. Safe from any thread, never blocks. */
  void ringWithin(Duration within) {
    if (promised.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(within.toNanos(), TimeUnit.NANOSECONDS, Runnable::run).execute(() -> {
        promised.set(false);
        ring();
      });
    }
  }

  /** Waits until it rings, or for the poll that is the truth. */
  void await(Duration atMost) throws InterruptedException {
    if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
