package eu.apaserv.bot.channels.sms.smpp;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param connect for the connection
 * @param response for the answer to a submit; without one its outcome is unknown
 * @param enquiry of silence until the link is asked whether it is alive
 * @param reconnect before a broken connection is made again; doubles up to a minute
 * @param refused before a refused bind is tried again; doubles up to a quarter of an hour
 * @param turn for a place in the window and the rate
 */
public record SmppPatience(Duration connect, Duration response, Duration enquiry, Duration reconnect, Duration refused,
    Duration turn) {
  public static final SmppPatience USUAL = new SmppPatience(Duration.ofSeconds(5), Duration.ofSeconds(15),
      Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(20));

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_REFUSED = Duration.ofMinutes(15);

  /** The pause before the next try; none failed: the connection had been there. */
  Duration before(int failures, boolean wasRefused) {
    var first = wasRefused ? refused : reconnect;
    var longest = wasRefused ? LONGEST_REFUSED : LONGEST;
    var doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
