package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An area as a dispatcher writes it. */
class AreaTest {
  @ParameterizedTest
  @CsvSource({"19,1,1–19", "20A,4,4–20A", "1,19,1–19", "7,7,7", "14A,14,14A–14", "FN,3,FN–3"})
  void numbersWrittenBackwardsAreTheSameHouses(String from, String to, String shown) {
    assertThat(Area.street("Roman", "Oituz").between(from, to, Area.Parity.ALL).numbers()).isEqualTo(shown);
  }
}
