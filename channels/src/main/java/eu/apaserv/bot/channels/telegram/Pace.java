package eu.apaserv.bot.channels.telegram;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param answer how long Telegram may be silent after a call
 * @param poll how long Telegram holds an empty getUpdates, at most 50 seconds
 * @param first the pause after a first failure; doubles with each further one
 * @param longest no pause is longer, unless Telegram asks for it
 * @param conflict the pause when somebody else polls the same bot
 * @param look how often it is looked whether Telegram still delivers to the webhook
 */
public record Pace(Duration answer, Duration poll, Duration first, Duration longest, Duration conflict,
    Duration look) {
  public static final Pace USUAL = new Pace(Duration.ofSeconds(30), Duration.ofSeconds(50), Duration.ofSeconds(1),
      Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(10));

  private static final int MOST_DOUBLINGS = 16;

  /** @param failures in a row, this one included */
  Duration pause(int failures) {
    var doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  Duration pause(Reply reply, int failures) {
    if (reply instanceof Reply.Refused refused) {
      if (refused.retryAfter() != null) {
        // At least a little, whatever is asked: a server that says "at once" for ever must not be hammered.
        return refused.retryAfter().compareTo(first) > 0 ? refused.retryAfter() : first;
      }
      return refused.code() == 409 ? conflict : pause(failures);
    }
    return pause(failures);
  }
}
