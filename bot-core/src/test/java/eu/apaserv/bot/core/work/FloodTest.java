package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.work.Flood.Verdict;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FloodTest {
  @Test
  void whoWritesTooFastIsToldOnceAndAnsweredAgainAfterAMinute() {
    var now = new AtomicLong();
    var flood = new Flood(2, now::get);
    var script = UUID.randomUUID();
    assertThat(flood.next(script)).isEqualTo(Verdict.ANSWER);
    assertThat(flood.next(script)).isEqualTo(Verdict.ANSWER);
    assertThat(flood.next(script)).isEqualTo(Verdict.SAY_SO);
    assertThat(flood.next(script)).isEqualTo(Verdict.SAY_NOTHING);
    assertThat(flood.next(UUID.randomUUID())).as("somebody else").isEqualTo(Verdict.ANSWER);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(flood.next(script)).isEqualTo(Verdict.ANSWER);
  }
}
