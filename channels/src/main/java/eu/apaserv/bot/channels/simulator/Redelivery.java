package eu.apaserv.bot.channels.simulator;

import java.time.Duration;

/**
 * How a provider repeats a webhook that was not answered with 2xx.
 *
 * @param first the wait before the second attempt; doubles from there
 * @param longest no wait is longer
 * @param attempts how often it tries in all
 */
public record Redelivery(Duration first, Duration longest, int attempts) {
  /** Real providers start at seconds and go on for hours or days; here it is quick, so that tests and the demo are. */
  public static final Redelivery QUICK = new Redelivery(Duration.ofMillis(50), Duration.ofSeconds(2), 10_000);

  Duration before(int attempt) {
    var doubled = first.multipliedBy(1L << Math.min(attempt - 2, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
