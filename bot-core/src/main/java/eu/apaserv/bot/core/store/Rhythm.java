package eu.apaserv.bot.core.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far apart statements begin that many share. Beginning one costs the database as much as many of its rows. Where one takes
 * long, the machine or the database is busy: then they begin twice as far apart as one takes, so that more share it and what is
 * busy is asked less often.
 *
 * @param apartNanos no closer together than this
 * @param tookNanos what one took of late; each counts as much as all before it
 */
public record Rhythm(long apartNanos, long tookNanos) {
  /** More would be felt by who waits for an answer, and what takes so long is not cured by company. */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** Of one whose statements take no time. */
  public static Rhythm of(Duration apart) {
    return new Rhythm(apart.toNanos(), 0);
  }

  /** One more took so many nanoseconds. */
  public Rhythm after(long took) {
    return new Rhythm(apartNanos, (tookNanos + took) / 2);
  }

  /** From the beginning of one to that of the next, in nanoseconds. */
  public long betweenNanos() {
    return Math.max(apartNanos, Math.min(2 * tookNanos, MOST_NANOS));
  }
}
