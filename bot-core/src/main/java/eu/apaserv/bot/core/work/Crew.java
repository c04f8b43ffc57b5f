package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Who sends what goes out never twice: no more at a time than the channel's rate needs at the time a send takes. When the
 * node dies, each has at most one message of which nobody can tell; whoever waits to join has none. Thread-safe.
 */
final class Crew {
  static final int FEWEST = 4;
  private static final int MOST = 64;
  /** Of a channel without a limit, so many a second are thought of. */
  private static final double FASTEST = 1000;
  private static final double ROOM = 1.25;
  /** How much of what is known of the time a send takes comes from the last one. */
  private static final double WEIGHT = 0.05;

  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<Long, Long> since = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private double takes;

  /**
   * @param perSecond most messages a second
   * @param nanos this machine's, as {@link System#nanoTime}
   */
  Crew(double perSecond, LongSupplier nanos) {
    this.perSecond = Math.min(perSecond, FASTEST);
    this.nanos = nanos;
  }

  /** Waits for a place; it is kept until {@link #leave}. */
  void join(long message) {
    lock.lock();
    try {
      while (since.size() >= places()) {
        changed.awaitUninterruptibly();
      }
      since.put(message, nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** The message's send is over; nothing where it had not joined. */
  void leave(long message) {
    lock.lock();
    try {
      var joined = since.remove(message);
      if (joined != null) {
        takes += WEIGHT * ((nanos.getAsLong() - joined) / (double) Duration.ofSeconds(1).toNanos() - takes);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many may be at it. */
  int places() {
    lock.lock();
    try {
      return Math.clamp(FEWEST + (long) Math.ceil(perSecond * takes * ROOM), FEWEST, MOST);
    } finally {
      lock.unlock();
    }
  }
}
