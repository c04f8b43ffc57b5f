package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClockGuardTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase();

  @Test
  void aClockThatJumpedAheadDeletesNothing() {
    assertThat(isDone(Duration.ofHours(1))).isFalse();
    assertThat(isDone(Duration.ofDays(365))).isFalse();
  }

  @Test
  void aClockThatIsRightOrBehindDoes() {
    assertThat(isDone(Duration.ZERO)).isTrue();
    assertThat(isDone(Duration.ofSeconds(30))).isTrue();
    assertThat(isDone(Duration.ofDays(-2))).isTrue();
  }

  private boolean isDone(Duration ahead) {
    return new ClockGuard(fresh.database(), Clock.offset(Clock.systemUTC(), ahead)).over(() -> true).getAsBoolean();
  }
}
