package eu.apaserv.bot.core.channel;

import java.time.Duration;

/**
 * How fast a provider takes messages. The Sender keeps it for all nodes together.
 *
 * @param perSecond the most in any second; infinite where nothing is agreed
 * @param perPersonPerSecond the most to one person, as an average; infinite where nothing is agreed
 * @param burst how many one person may get at once before that average counts
 */
public record Pace(double perSecond, double perPersonPerSecond, int burst) {
  /** Nothing is agreed: as fast as answers come. */
  public static final Pace UNLIMITED = new Pace(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1);

  public Pace {
    if (!(perSecond > 0) || !(perPersonPerSecond > 0) || burst < 1) {
      throw new IllegalArgumentException("A pace is above zero, its burst at least 1: " + perSecond + "/s, "
          + perPersonPerSecond + "/s a person, burst " + burst);
    }
  }

  /** Without bursts to one person. */
  public Pace(double perSecond, double perPersonPerSecond) {
    this(perSecond, perPersonPerSecond, 1);
  }

  /** Whether the channel as a whole has a limit. */
  public boolean limited() {
    return !Double.isInfinite(perSecond);
  }

  /** Whether there is a limit to one person. */
  public boolean limitedToOne() {
    return !Double.isInfinite(perPersonPerSecond);
  }

  /** In any such while one person gets at most {@link #burst}; only where {@link #limitedToOne()}. */
  public Duration window() {
    return Duration.ofNanos((long) Math.ceil(burst / perPersonPerSecond * 1e9));
  }
}
