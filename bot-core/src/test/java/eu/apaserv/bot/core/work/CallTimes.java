package eu.apaserv.bot.core.work;

import java.util.Collection;

/** When calls began, as a provider counts them. */
final class CallTimes {
  private static final long SECOND = 1_000_000_000;

  private CallTimes() {}

  /** @param times in nanoseconds, in any order */
  static int mostInASecond(Collection<Long> times) {
    var sorted = times.stream().sorted().toList();
    int most = 0;
    for (int last = 0, first = 0; last < sorted.size(); last++) {
      while (sorted.get(last) - sorted.get(first) >= SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
