package eu.apaserv.bot.core.store;

import java.time.Duration;
import java.util.Arrays;

/** The bounds that durations are counted under: few, for each is a line of {@code /metrics} for every label. */
public final class Buckets {
  private static final Duration[] BOUNDS = {ms(5), ms(10), ms(25), ms(50), ms(100), ms(250), ms(500), ms(1000),
      ms(2500), ms(5000), ms(10_000), ms(30_000), ms(60_000)};

  private Buckets() {}

  /** Up to a second: statements, webhooks. */
  public static Duration[] quick() {
    return Arrays.copyOf(BOUNDS, 9);
  }

  /** Up to a minute: sends, answers. */
  public static Duration[] patient() {
    return BOUNDS.clone();
  }

  private static Duration ms(long count) {
    return Duration.ofMillis(count);
  }
}
