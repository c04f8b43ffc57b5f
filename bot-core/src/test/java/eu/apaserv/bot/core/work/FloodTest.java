package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.work.Flood.Verdict;
import org.junit.jupiter.api.Test;

class FloodTest {
  @Test
  void whoWritesTooFastIsToldOnce() {
    var flood = new Flood(2);
    assertThat(flood.of(1)).isEqualTo(Verdict.ANSWER);
    assertThat(flood.of(2)).isEqualTo(Verdict.ANSWER);
    assertThat(flood.of(3)).isEqualTo(Verdict.SAY_SO);
    assertThat(flood.of(4)).isEqualTo(Verdict.SAY_NOTHING);
  }
}
