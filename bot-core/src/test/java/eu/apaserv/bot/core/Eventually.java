package eu.apaserv.bot.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread is about to bring about. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  /** Returns as soon as it is so. */
  public static void until(BooleanSupplier condition) {
    eventually(() -> assertThat(condition.getAsBoolean()).as("it becomes so").isTrue());
  }

  /** Returns as soon as the assertion holds; its own failure when it does not in time. */
  public static void eventually(Runnable assertion) {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (Instant.now().isAfter(deadline)) {
          throw notYet;
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
  }
}
