package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The days on which a zone's readings are taken, both included.
 */
public record ReadingWindow(LocalDate opensOn, LocalDate closesOn) {

  /** Whether readings are taken on a day. */
  public boolean isOpen(LocalDate day) {
    return !day.isBefore(opensOn) && !day.isAfter(closesOn);
  }

  /**
   * The window that is open, or the next one. Months for which nothing was announced have the usual days.
   *
   * @param announced the zone's windows that billing named
   */
  public static ReadingWindow onOrAfter(LocalDate day, Collection<ReadingWindow> announced,
      Business.Readings readings) {
    var announcedMonths = announced.stream().map(window -> YearMonth.from(window.opensOn())).toList();
    var usual = Stream.of(0, 1).map(YearMonth.from(day)::plusMonths).filter(month -> !announcedMonths.contains(month))
        .map(month -> usual(month, readings));
    return Stream.concat(announced.stream(), usual).filter(window -> !window.closesOn().isBefore(day))
        .min(Comparator.comparing(ReadingWindow::opensOn))
        .orElseGet(() -> usual(YearMonth.from(day).plusMonths(2), readings));
  }

  private static ReadingWindow usual(YearMonth month, Business.Readings readings) {
    return new ReadingWindow(day(month, readings.opensOnDay()), day(month, readings.closesOnDay()));
  }

  private static LocalDate day(YearMonth month, int day) {
    return month.atDay(Math.min(day, month.lengthOfMonth()));
  }
}
