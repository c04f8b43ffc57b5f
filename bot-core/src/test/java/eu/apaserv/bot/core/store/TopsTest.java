package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is too young to be read is told by its number. */
class TopsTest {
  private long now = Long.MAX_VALUE - 10; // it may run over
  private final Tops tops = new Tops(() -> now);

  @Test
  void allIsReadAsLongAsNobodyLookedFourSecondsAgo() {
    assertThat(tops.old().inbox()).isEqualTo(Long.MAX_VALUE);
    tops.saw(10, 20);
    later(3_999);
    assertThat(tops.old().inbox()).isEqualTo(Long.MAX_VALUE);
    assertThat(tops.old().outbox()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void onlyWhatHadBeenGivenFourSecondsAgoIsRead() {
    tops.saw(10, 20);
    later(2_000);
    tops.saw(11, 25);
    later(2_000);
    tops.saw(12, 30);
    assertThat(tops.old().inbox()).isEqualTo(10);
    assertThat(tops.old().outbox()).isEqualTo(20);
    later(2_000);
    assertThat(tops.old().inbox()).isEqualTo(11);
    later(60_000);
    assertThat(tops.old().inbox()).as("the last look, however long ago").isEqualTo(12);
  }

  @Test
  void whoSawYoungerOnesAsksAgainSoon() {
    assertThat(tops.saw(10, 20)).isFalse();
    later(5_000);
    assertThat(tops.saw(10, 20)).isFalse();
    assertThat(tops.saw(11, 20)).isTrue();
    assertThat(tops.saw(11, 20)).isTrue();
    later(5_000);
    assertThat(tops.saw(11, 20)).isFalse();
    assertThat(tops.saw(11, 21)).as("an answer").isTrue();
  }

  private void later(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }
}
