package eu.apaserv.bot.conversations.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an office is open: weekly hours, holidays, days of its own. */
class OfficeTest {
  private final Office office = new Office("Roman", "Bulevardul Republicii 12",
      WeekHours.read("Mo-Th 8:00-12:00,13:00-16:30; Fr 8:00-14:00"), Set.of(LocalDate.of(2026, 12, 24)));

  /** By hand from the Orthodox calendar. */
  @ParameterizedTest
  @CsvSource({"2024, 2024-05-05", "2025, 2025-04-20", "2026, 2026-04-12", "2027, 2027-05-02", "2028, 2028-04-16",
      "2032, 2032-05-02", "2035, 2035-04-29"})
  void easterIsTheOrthodoxOne(int year, LocalDate day) {
    assertThat(Holidays.easter(year)).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-01", "2026-01-02", "2026-01-06", "2026-01-07", "2026-01-24", "2026-04-10",
      "2026-04-12", "2026-04-13", "2026-05-01", "2026-05-31", "2026-06-01", "2026-08-15", "2026-11-30", "2026-12-01",
      "2026-12-25", "2026-12-26", "2027-06-21"})
  void aHolidayIsClosed(LocalDate day) {
    assertThat(Holidays.isHoliday(day)).isTrue();
    assertThat(office.on(day)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-05", "2026-04-14", "2026-04-09", "2026-12-02", "2026-12-31"})
  void aDayBesideAHolidayIsNone(LocalDate day) {
    assertThat(Holidays.isHoliday(day)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2026-11-25T07:59, false", "2026-11-25T08:00, true", "2026-11-25T11:59, true", "2026-11-25T12:00, false",
      "2026-11-25T12:59, false", "2026-11-25T13:00, true", "2026-11-25T16:29, true", "2026-11-25T16:30, false",
      "2026-11-27T14:00, false", "2026-11-28T10:00, false", "2026-12-24T10:00, false"})
  void splitHoursHaveTheirPause(LocalDateTime at, boolean open) {
    assertThat(office.isOpen(at)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-25T12:10, 2026-11-25T13:00", "2026-11-25T17:00, 2026-11-26T08:00",
      // A weekend, then Saint Andrew's day and the national day.
      "2026-11-27T14:00, 2026-12-02T08:00", "2026-12-23T18:00, 2026-12-28T08:00"})
  void theNextOpeningPassesOverHolidays(LocalDateTime at, LocalDateTime next) {
    assertThat(office.nextOpening(at)).contains(next);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-25T10:00, 2026-11-25T10:15", "2026-11-25T11:50, 2026-11-25T13:05",
      "2026-11-25T11:45, 2026-11-25T12:00",
      "2026-11-25T22:00, 2026-11-26T08:15", "2026-11-25T03:00, 2026-11-25T08:15", "2026-11-26T16:20, 2026-11-27T08:05",
      // A weekend, then Saint Andrew's day and the national day.
      "2026-11-27T13:50, 2026-12-02T08:05"})
  void aQuarterOfAnHourIsOneInWhichItIsOpen(LocalDateTime since, LocalDateTime due) {
    assertThat(office.after(since, Duration.ofMinutes(15))).isEqualTo(due);
  }

  @Test
  void aLongTimeGoesOverDaysAndOneThatNeverComesIsFarAway() {
    assertThat(office.after(LocalDateTime.parse("2026-11-25T12:30"), Duration.ofHours(12)))
        .isEqualTo(LocalDateTime.parse("2026-11-27T09:00"));
    var never = new Office("Roman", "Bulevardul Republicii 12", WeekHours.read("Mo 8:00-8:01"), Set.of());
    assertThat(never.after(LocalDateTime.parse("2026-11-25T12:30"), Duration.ofDays(1)))
        .isEqualTo(LocalDateTime.parse("2027-01-24T12:30"));
  }

  @Test
  void anOfficeThatNeverOpensHasNoNextOpening() {
    assertThat(new Office("X", "Y", new WeekHours(java.util.Map.of()), Set.of())
        .nextOpening(LocalDateTime.of(2026, 11, 25, 10, 0))).isEmpty();
  }

  @Test
  void hoursAreSaidWithDaysOfTheSameTimesTogether() {
    assertThat(office.hours().inWords(Language.RO)).isEqualTo(
        "luni–joi 8:00–12:00, 13:00–16:30, vineri 8:00–14:00");
    assertThat(WeekHours.read("Mo 9:00-10:00; We 9:00-10:00; Sa-Su 10:00-12:00").inWords(Language.EN)).isEqualTo(
        "Monday 9:00–10:00, Wednesday 9:00–10:00, Saturday–Sunday 10:00–12:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "luni 8-16", "Mo 8:00", "Mo 16:00-8:00", "Xx 8:00-9:00", "Mo 25:00-26:00"})
  void hoursOfAnotherFormAreAnError(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> {
      try {
        WeekHours.read(text);
      } catch (java.time.DateTimeException e) {
        throw new IllegalArgumentException(e);
      }
    });
  }

  /** Asked on Wednesday, 25 November 2026. */
  @ParameterizedTest
  @CsvSource({"dar poimâine?, 2026-11-27", "sunteti deschisi acum?, 2026-11-25", "lucrați sâmbătă?, 2026-11-28",
      "maine aveti program?, 2026-11-26",
      "deschis pe 1 decembrie?, 2026-12-01", "program 24.12, 2026-12-24", "are you open on Monday?, 2026-11-30",
      "open on December 1st?, 2026-12-01", "lucrati pe 2 ianuarie, 2027-01-02", "lucrati miercuri?, 2026-11-25",
      "lucrati de craciun, 2026-12-25", "lucrați de Paște?, 2027-05-02", "program in vinerea mare, 2027-04-30",
      "open at Easter?, 2027-05-02",
      "deschis de Sf. Andrei?, 2026-11-30", "e deschis de anul nou?, 2027-01-01",
      "open on New Year's Eve?, 2026-12-31"})
  void theDayAskedForIsUnderstood(String text, LocalDate day) {
    assertThat(AskedDay.of(text, LocalDate.of(2026, 11, 25))).contains(day);
  }

  @Test
  void newYearsEveIsTheEndOfTheYearAlsoOnItsFirstDay() {
    assertThat(AskedDay.of("open on New Year's Eve?", LocalDate.of(2027, 1, 1))).contains(LocalDate.of(2027, 12, 31));
  }

  @ParameterizedTest
  @CsvSource({"2027-03-05, 2028-02-29", "2027-02-01, 2028-02-29", "2028-02-29, 2028-02-29", "2028-03-01, 2032-02-29"})
  void theTwentyNinthOfFebruaryIsTheNextThereIs(LocalDate today, LocalDate day) {
    assertThat(AskedDay.of("lucrati pe 29 februarie?", today)).contains(day);
    assertThat(AskedDay.of("program 29.02", today)).contains(day);
    assertThat(AskedDay.of("open on February 29th?", today)).contains(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"program de lucru", "31 februarie", "luna asta", "str. 1 Mai nr 4 bloc 99.99"})
  void noDayIsNoDay(String text) {
    assertThat(AskedDay.of(text, LocalDate.of(2026, 11, 25)).filter(day -> day.getYear() > 2027)).isEmpty();
  }
}
