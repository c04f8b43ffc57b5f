package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.understanding.Watcher;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Rests as long as it has worked, so that training takes at most half of one core from those who wait for answers. */
final class Breather implements Watcher {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final BooleanSupplier stopping;
  private long worked = System.nanoTime();

  /** @param stopping whether the work is to be given up */
  Breather(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  @Override
  public void at(String doing, double share, String count) {
    if (stopping.getAsBoolean()) {
      throw new CancellationException("The program is stopping");
    }
    long nanos = Math.min(System.nanoTime() - worked, LONGEST.toNanos());
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worked = System.nanoTime();
  }
}
