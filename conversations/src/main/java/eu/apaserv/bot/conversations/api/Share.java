package eu.apaserv.bot.conversations.api;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** How many calls a token has each minute, on this node. Only good tokens are counted, so there are few. */
final class Share {
  private final int perMinute;
  private final Clock clock;
  private final Map<Long, Integer> taken = new HashMap<>();
  private long minute;

  Share(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** False when it has none left in this minute. */
  synchronized boolean take(long token) {
    long now = clock.instant().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      taken.clear();
    }
    return taken.merge(token, 1, Integer::sum) <= perMinute;
  }
}
