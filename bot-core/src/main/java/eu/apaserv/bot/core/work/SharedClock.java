package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.time.Instant;

/**
 * The database's clock, which all nodes share, as this machine's {@link System#nanoTime}: what it showed lies between a
 * question and its answer, and the quickest answer of late says it best. Thread-safe.
 */
final class SharedClock {
  private static final long OLDEST = Duration.ofMinutes(1).toNanos();

  private boolean known;
  private long ahead;
  private long error;
  private long heard;

  /**
   * @param asked this machine's nanoseconds before the question
   * @param answered and after its answer
   * @param then what the database's clock showed in between
   */
  synchronized void hear(long asked, long answered, Instant then) {
    long half = (answered - asked) / 2;
    long offered = nanos(then) - asked - half;
    boolean contradicts = Math.abs(offered - ahead) > half + error;
    if (!known || contradicts || half <= error || answered - heard > OLDEST) {
      known = true;
      ahead = offered;
      error = half;
      heard = answered;
    }
  }

  /** The moment as this machine's nanoseconds; something must have been heard before. */
  synchronized long nanosAt(Instant moment) {
    return nanos(moment) - ahead;
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }

  /** How far this may be off, in nanoseconds. */
  synchronized long error() {
    return error;
  }
}
