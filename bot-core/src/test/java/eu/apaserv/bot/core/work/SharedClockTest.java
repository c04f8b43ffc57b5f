package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Another machine's clock as this one's nanoseconds. */
class SharedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MILLI = 1_000_000;

  private final SharedClock clock = new SharedClock();

  @Test
  void aMomentLiesHalfwayBetweenQuestionAndAnswer() {
    clock.hear(100 * MILLI, 110 * MILLI, NOON);
    assertThat(clock.nanosAt(NOON.plusMillis(50))).isEqualTo(155 * MILLI);
  }

  @Test
  void aQuickerAnswerIsBelievedMoreThanASlowOne() {
    clock.hear(100 * MILLI, 102 * MILLI, NOON);
    clock.hear(200 * MILLI, 280 * MILLI, NOON.plusMillis(120));
    assertThat(clock.nanosAt(NOON)).isEqualTo(101 * MILLI);
  }

  @Test
  void aClockThatWasSetIsFollowedAtOnce() {
    clock.hear(100 * MILLI, 102 * MILLI, NOON);
    clock.hear(200 * MILLI, 240 * MILLI, NOON.plus(Duration.ofHours(1)));
    assertThat(clock.nanosAt(NOON.plus(Duration.ofHours(1)))).isEqualTo(220 * MILLI);
  }

  @Test
  void afterAMinuteTheNextAnswerCountsHoweverSlow() {
    clock.hear(0, 2 * MILLI, NOON);
    long later = Duration.ofMinutes(2).toNanos();
    clock.hear(later, later + 10 * MILLI, NOON.plus(Duration.ofMinutes(2)).plusMillis(3));
    assertThat(clock.nanosAt(NOON.plus(Duration.ofMinutes(2)).plusMillis(3))).isEqualTo(later + 5 * MILLI);
  }
}
