package eu.apaserv.bot.conversations.question;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.account.Meter;
import eu.apaserv.bot.conversations.reading.MeterReading;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingSource;
import eu.apaserv.bot.conversations.reading.ReadingWindow;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhichMeterTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  /** As billing writes them that has no column for the staircase. */
  private static final List<PlacedMeter> METERS = List.of(meter("21B887376", "B12 sc. A"), meter("17C465123",
      "B12 sc. B"), meter("17C159669", "A4"));

  private static PlacedMeter meter(String serial, String block) {
    var place = new ConsumptionPoint("P" + serial, "1000069", "Roman", null, null, "Strada Tineretului", "81", block,
        null, null, "est");
    return new PlacedMeter(new Meter(serial, place.pointId(), 5, null, null, 0, null, false), place,
        new MeterReading(100, DAY, ReadingSource.READ), null, new ReadingWindow(DAY, DAY.plusDays(5)), null, null,
        null);
  }

  @ParameterizedTest
  @CsvSource({"scara A, 21B887376", "sc. b, 17C465123", "bloc B12 scara B, 17C465123", "A4, 17C159669",
      "bloc a4, 17C159669", "9669, 17C159669", "A, 21B887376"})
  void aStaircaseBehindTheBlockIsFoundByItsOwnName(String name, String serial) {
    assertThat(WhichMeter.find(METERS, name).map(PlacedMeter::serial)).contains(serial);
  }

  @Test
  void aBlockOfTwoStaircasesIsNoOneMeter() {
    assertThat(WhichMeter.find(METERS, "bloc B12")).isEmpty();
  }
}
