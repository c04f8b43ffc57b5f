package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.understanding.Readings.MeterValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsTest {

  @Test
  void whatIsWrittenIsRead() {
    var readings = List.of(new MeterValue("rece", 33), new MeterValue("19C100277", 12));
    assertThat(Readings.read(Readings.write(readings))).isEqualTo(readings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[", "{}", "[null]", "[{}]", "[[]]", "[1]", "[{\"meter\":\"A\"}]",
      "[{\"value\":1}]", "[{\"meter\":null,\"value\":1}]", "[{\"meter\":\"A\",\"value\":null}]",
      "[{\"meter\":\" \",\"value\":1}]", "[{\"meter\":\"A\",\"value\":-1}]", "[{\"meter\":\"A\",\"value\":1.5}]",
      "[{\"meter\":\"A\",\"value\":99999999999999999999}]", "[{\"meter\":{},\"value\":1}]"})
  void aForgedListHoldsNoReading(String forged) {
    assertThat(Readings.read(forged)).isEmpty();
  }

  @Test
  void aBadOneKeepsTheRest() {
    assertThat(Readings.read("[null, {\"meter\": \"A\", \"value\": 5, \"more\": 1}, {}]"))
        .containsExactly(new MeterValue("A", 5));
  }

  @Test
  void neitherHugeNorDeepNorManyAreTaken() {
    assertThat(Readings.read("[" + " ".repeat(5000) + "{\"meter\":\"A\",\"value\":5}]")).isEmpty();
    assertThat(Readings.read("[".repeat(1900))).isEmpty();
    assertThat(Readings.read("[{\"meter\":\"" + "A".repeat(60) + "\",\"value\":5}]")).isEmpty();
    assertThat(Readings.read("[" + "{\"meter\":\"A\",\"value\":5},".repeat(50) + "null]")).hasSize(10);
  }
}
