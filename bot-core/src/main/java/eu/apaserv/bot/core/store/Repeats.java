package eu.apaserv.bot.core.store;

import java.time.Duration;

/**
 * How long and how often sends are tried again. Time decides and never a count: while a provider is sick, any number of sends
 * fails within minutes, and the person still waits.
 *
 * @param retry the pause after a send that was certainly not taken; it doubles
 * @param longestRetry to this
 * @param longestDoubt what the pause after a send of unknown outcome doubles to; it begins as long as a receipt may take
 * @param useful an answer older than this is not sent again on a doubt: it would answer what nobody asks any more
 */
public record Repeats(Duration retry, Duration longestRetry, Duration longestDoubt, Duration useful) {
  /** With receipts of half a minute an answer goes out at most twelve times more in its six hours, ever later. */
  public static final Repeats USUAL = new Repeats(Duration.ofMillis(250), Duration.ofSeconds(32), Duration.ofHours(1),
      Duration.ofHours(6));

  /** Keeps a doubling pause within what a number holds; the longest pause is reached before. */
  static final int MOST_DOUBLINGS = 16;

  /** @param attempt that failed, from 1 */
  public Duration afterRetry(int attempt) {
    var doubled = retry.multipliedBy(1L << Math.clamp(attempt - 1L, 0, MOST_DOUBLINGS));
    return doubled.compareTo(longestRetry) < 0 ? doubled : longestRetry;
  }
}
