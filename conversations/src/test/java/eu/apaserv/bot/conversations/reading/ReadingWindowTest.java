package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingWindowTest {
  private static final Business.Readings USUAL = Business.defaults().readings();

  private static ReadingWindow window(String opensOn, String closesOn) {
    return new ReadingWindow(LocalDate.parse(opensOn), LocalDate.parse(closesOn));
  }

  private static ReadingWindow on(String day, ReadingWindow... announced) {
    return ReadingWindow.onOrAfter(LocalDate.parse(day), List.of(announced), USUAL);
  }

  @Test
  void withoutAnAnnouncementTheUsualDaysCount() {
    assertThat(on("2026-11-02")).isEqualTo(window("2026-11-20", "2026-11-25"));
    assertThat(on("2026-11-25")).isEqualTo(window("2026-11-20", "2026-11-25"));
    assertThat(on("2026-12-26")).isEqualTo(window("2027-01-20", "2027-01-25"));
  }

  @Test
  void anAnnouncedWindowTakesTheUsualOnesPlace() {
    var announced = window("2026-11-15", "2026-11-18");
    assertThat(on("2026-11-02", announced)).isEqualTo(announced);
    assertThat(on("2026-11-19", announced)).isEqualTo(window("2026-12-20", "2026-12-25"));
  }

  @Test
  void aWindowMayReachIntoTheNextMonth() {
    var announced = window("2026-11-28", "2026-12-03");
    assertThat(on("2026-12-02", announced)).isEqualTo(announced);
    assertThat(on("2026-12-04", announced)).isEqualTo(window("2026-12-20", "2026-12-25"));
  }

  @Test
  void theUsualDaysEndWithAShorterMonth() {
    var late = new Business.Readings(25, 31, BigDecimal.valueOf(3), 30, new BigDecimal("0.9"), 12, true, true);
    assertThat(ReadingWindow.onOrAfter(LocalDate.of(2027, 2, 1), List.of(), late))
        .isEqualTo(window("2027-02-25", "2027-02-28"));
  }
}
