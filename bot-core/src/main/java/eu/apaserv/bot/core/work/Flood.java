package eu.apaserv.bot.core.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who writes faster than a person can: a script, or two machines that answer each other. Counted by this node for itself,
 * minute by minute; several nodes together allow so many times more.
 */
public final class Flood {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_PEOPLE = 100_000;

  /** What is to be done with one more message. */
  enum Verdict {
    ANSWER, SAY_SO, SAY_NOTHING
  }

  private final int most;
  private final Cache<UUID, AtomicInteger> counts;

  /** @param most messages of one conversation that are answered each minute */
  public Flood(int most) {
    this(most, Ticker.systemTicker());
  }

  Flood(int most, Ticker ticker) {
    this.most = most;
    this.counts = Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(MOST_PEOPLE).ticker(ticker).build();
  }

  Verdict next(UUID conversation) {
    int count = counts.get(conversation, _ -> new AtomicInteger()).incrementAndGet();
    if (count <= most) {
      return Verdict.ANSWER;
    }
    return count == most + 1 ? Verdict.SAY_SO : Verdict.SAY_NOTHING;
  }
}
