package eu.apaserv.bot.conversations.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 21 to 8 by the clock on the wall, in nights of eleven hours, of ten and of twelve. */
class QuietHoursTest {
  private static final QuietHours NIGHT = new QuietHours(AlertRules.defaults(), ZoneId.of("Europe/Bucharest"));

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    # an ordinary night
    2026-11-22T20:59:59+02:00 | 2026-11-22T20:59:59+02:00
    2026-11-22T21:00:00+02:00 | 2026-11-23T08:00:00+02:00
    2026-11-23T00:00:00+02:00 | 2026-11-23T08:00:00+02:00
    2026-11-23T07:59:59+02:00 | 2026-11-23T08:00:00+02:00
    2026-11-23T08:00:00+02:00 | 2026-11-23T08:00:00+02:00
    # the night that is an hour short: 3:00 is 4:00
    2026-03-28T21:00:00+02:00 | 2026-03-29T08:00:00+03:00
    2026-03-29T02:59:59+02:00 | 2026-03-29T08:00:00+03:00
    2026-03-29T04:00:00+03:00 | 2026-03-29T08:00:00+03:00
    2026-03-29T07:59:59+03:00 | 2026-03-29T08:00:00+03:00
    2026-03-29T20:59:59+03:00 | 2026-03-29T20:59:59+03:00
    # the night that is an hour long: 4:00 is 3:00 again
    2026-10-24T21:00:00+03:00 | 2026-10-25T08:00:00+02:00
    2026-10-25T03:30:00+03:00 | 2026-10-25T08:00:00+02:00
    2026-10-25T03:30:00+02:00 | 2026-10-25T08:00:00+02:00
    2026-10-25T08:00:00+03:00 | 2026-10-25T08:00:00+02:00
    2026-10-25T08:00:00+02:00 | 2026-10-25T08:00:00+02:00
    # the last night of a year
    2026-12-31T23:59:59+02:00 | 2027-01-01T08:00:00+02:00""")
  void alertsOpenAtEightOfTheWallClock(OffsetDateTime at, OffsetDateTime open) {
    assertThat(NIGHT.open(at.toInstant())).isEqualTo(open.toInstant());
    assertThat(NIGHT.covers(at.toInstant())).isEqualTo(!at.toInstant().equals(open.toInstant()));
  }

  /** Each minute of three days with each night's change, looked up minute by minute. */
  @ParameterizedTest
  @CsvSource({"2026-03-28, 21:00, 08:00", "2026-03-28, 22:30, 03:30", "2026-10-24, 21:00, 08:00",
      "2026-10-24, 22:30, 03:30", "2026-10-24, 03:30, 03:45", "2026-10-24, 03:00, 04:00", "2026-12-30, 23:59, 00:01"})
  void theyOpenAtTheFirstMinuteThatIsNotQuiet(LocalDate from, LocalTime begin, LocalTime end) {
    var zone = ZoneId.of("Europe/Bucharest");
    var hours = new QuietHours(begin, end, zone);
    var first = from.atStartOfDay(zone).toInstant();
    for (int minute = 0; minute < 3 * 24 * 60; minute++) {
      var at = first.plus(Duration.ofMinutes(minute));
      var open = at;
      while (hours.covers(open)) {
        open = open.plus(Duration.ofMinutes(1));
      }
      assertThat(hours.open(at)).as("%s", at.atZone(zone)).isEqualTo(open);
    }
  }

  @Test
  void quietHoursMayLieInOneDayOrBeNone() {
    var zone = ZoneId.of("Europe/Bucharest");
    var noon = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0), zone);
    var at = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(noon.open(at)).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    assertThat(noon.covers(Instant.parse("2026-11-22T13:00:00Z"))).isFalse();
    assertThat(new QuietHours(LocalTime.of(8, 0), LocalTime.of(8, 0), zone).covers(at)).isFalse();
  }
}
