package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Rhythm;
import eu.apaserv.bot.core.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done again and again on a thread of its own until it is stopped. An outage of the database is waited out with
 * one line in the log when it begins and one when it ends.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  /** One round. */
  @FunctionalInterface
  public interface Round {
    /** Returns true when there may be more to do at once. */
    boolean go() throws InterruptedException;
  }

  private final String name;
  private final Bell bell;
  private final Duration poll;
  private final boolean gathers;
  private final Round round;
  private final Thread thread;
  private volatile boolean stopping;
  private @Nullable Gauge beat;
  private volatile long lastRound = System.nanoTime();
  private Rhythm rhythm;
  private boolean failing;

  /**
   * @param bell wakes it before its time
   * @param poll how long it sleeps when there was nothing more to do
   */
  public Loop(String name, Bell bell, Duration poll, Round round) {
    this(name, bell, poll, Duration.ZERO, round);
  }

  /**
   * @param apart rounds begin no closer together than this, however often it is rung, and further apart while they take long
   *   ({@link Rhythm}): what comes meanwhile shares one. The first after a rest begins at once.
   */
  Loop(String name, Bell bell, Duration poll, Duration apart, Round round) {
    this.name = name;
    this.bell = bell;
    this.poll = poll;
    this.gathers = !apart.isZero();
    this.rhythm = Rhythm.of(apart);
    this.round = round;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    beat = Gauge.builder("bot_loop_quiet_seconds", this, loop -> loop.quiet().toMillis() / 1000.0).tag("loop", name)
        .register(Metrics.globalRegistry);
    thread.start();
  }

  /** Ends after the round under way. */
  public void stop() {
    stopping = true;
    bell.ring();
    if (beat != null) {
      Metrics.globalRegistry.remove(beat);
    }
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until it is told to stop. */
  boolean isGoing() {
    return !stopping;
  }

  private void run() {
    while (!stopping) {
      try {
        gather();
        if (!attempt()) {
          bell.await(failing ? AFTER_FAILURE : poll);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void gather() {
    if (gathers) {
      long next = lastRound + rhythm.betweenNanos();
      for (long left = next - System.nanoTime(); left > 0 && !stopping; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  /** Since its last round began. */
  public Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastRound);
  }

  private boolean attempt() throws InterruptedException {
    lastRound = System.nanoTime();
    try {
      boolean more = round.go();
      rhythm = rhythm.after(System.nanoTime() - lastRound);
      if (failing) {
        failing = false;
        LOG.info("{}: works again", name);
      }
      return more;
    } catch (StoreException e) {
      if (!failing) {
        failing = true;
        LOG.warn("{}: {}; trying again", name, e.getMessage());
      }
      return false;
    } catch (RuntimeException | Error e) { // a loop that ends silently would be worse than any error
      LOG.error("{}: a defect; trying again", name, e);
      failing = true;
      return false;
    }
  }
}
