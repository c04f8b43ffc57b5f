package eu.apaserv.bot.conversations.office;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/** Romania's public holidays (Codul muncii, art. 139), the moving ones by the Orthodox Easter. */
public final class Holidays {
  private static final Set<MonthDay> FIXED = Set.of(MonthDay.of(1, 1), MonthDay.of(1, 2), MonthDay.of(1, 6),
      MonthDay.of(1, 7), MonthDay.of(1, 24), MonthDay.of(5, 1), MonthDay.of(6, 1), MonthDay.of(8, 15),
      MonthDay.of(11, 30), MonthDay.of(12, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));
  /** Good Friday, Easter and its Monday, Pentecost and its Monday: days from Easter. */
  private static final Set<Long> MOVING = Set.of(-2L, 0L, 1L, 49L, 50L);
  /** Between the Julian calendar, in which Easter is reckoned, and ours: until 2099. */
  private static final int JULIAN_DAYS = 13;

  private Holidays() {}

  public static boolean isHoliday(LocalDate day) {
    return FIXED.contains(MonthDay.from(day))
        || MOVING.contains(day.toEpochDay() - easter(day.getYear()).toEpochDay());
  }

  /** Orthodox Easter Sunday by Meeus' rule for the Julian calendar, shown in ours; for 1900 to 2099. */
  static LocalDate easter(int year) {
    int d = (19 * (year % 19) + 15) % 30;
    int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int sum = d + e + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1).plusDays(JULIAN_DAYS);
  }
}
