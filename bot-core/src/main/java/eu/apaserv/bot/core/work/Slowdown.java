package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Retry.Reach;
import java.time.Duration;
import java.util.Optional;

/**
 * How long all of a channel waits when its provider says "too many": as long as it asks for; where it does not say, a moment,
 * and twice as long each time it says so again before it has taken anything. A provider that refuses one in fifty slows its
 * channel down and does not stop it. May be told from any thread.
 */
final class Slowdown {
  /** Answers wait with everything else, so never longer. */
  static final Duration LONGEST = Duration.ofMinutes(5);
  static final Duration FIRST = Duration.ofMillis(20);
  private static final int MOST_DOUBLINGS = 14;

  private long until;
  private int inARow;

  /** @param now in nanoseconds of the process, as everywhere here */
  Slowdown(long now) {
    until = now;
  }

  /** @return how long from now; empty when it was said of what was under way already */
  synchronized Optional<Duration> refused(Delivery.Retry retry, long now) {
    boolean asked = retry.reach() == Reach.ALL_AS_ASKED;
    boolean waits = now - until < 0;
    if (waits && !asked) {
      return Optional.empty();
    }
    var wait = shorter(retry.after(), asked ? LONGEST : FIRST.multipliedBy(1L << Math.min(inARow++, MOST_DOUBLINGS)));
    boolean longer = !waits || now + wait.toNanos() - until > FIRST.toNanos();
    if (longer) {
      until = now + wait.toNanos();
    }
    return longer ? Optional.of(wait) : Optional.empty();
  }

  /** What was under way while it waits shows nothing. */
  synchronized void accepted(long now) {
    if (now - until >= 0) {
      inARow = 0;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
