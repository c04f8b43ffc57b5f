package eu.apaserv.bot.conversations.office;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The day a question about hours is about: "azi", "sambata", "pe 1 decembrie", "on Monday", "de Craciun". */
public final class AskedDay {
  private static final Pattern TODAY = Pattern.compile("\\b(?:azi|astazi|today|acum|now)\\b");
  private static final Pattern TOMORROW = Pattern.compile("\\b(?:maine|miine|tomorrow)\\b");
  private static final Pattern AFTER_TOMORROW = Pattern.compile("\\b(?:poimaine|poimiine|day after tomorrow)\\b");
  private static final List<Pattern> DAYS = List.of(Pattern.compile("\\b(?:luni|lunea|monday)\\b"),
      Pattern.compile("\\b(?:marti|martea|tuesday)\\b"), Pattern.compile("\\b(?:miercuri|miercurea|wednesday)\\b"),
      Pattern.compile("\\b(?:joi|joia|thursday)\\b"), Pattern.compile("\\b(?:vineri|vinerea|friday)\\b"),
      Pattern.compile("\\b(?:sambata|simbata|saturday)\\b"), Pattern.compile("\\b(?:duminica|sunday)\\b"));
  private static final List<String> MONTHS = List.of("ian|jan", "feb", "mart|mar", "apr", "mai|may", "iun|jun",
      "iul|jul",
      "aug", "sept|sep", "oct", "noi|nov", "dec");
  private static final Pattern DATE = Pattern.compile("\\b(\\d{1,2})(?:[./](\\d{1,2})\\b| (?:de )?([a-z]{3,10})\\b)");
  private static final Pattern DATE_EN = Pattern.compile("\\b([a-z]{3,10}) (\\d{1,2})(?:st|nd|rd|th)?\\b");

  private static final Map<MonthDay, Pattern> FEASTS = Map.of(
      MonthDay.of(12, 25), Pattern.compile("\\b(?:craciun\\w*|christmas|xmas)\\b"),
      MonthDay.of(12, 31), Pattern.compile("\\b(?:revelion\\w*|new year.?s eve)\\b"),
      MonthDay.of(1, 1), Pattern.compile("\\b(?:anul nou|new year(?!.?s eve))\\b"),
      MonthDay.of(1, 6), Pattern.compile("\\b(?:boboteaz\\w*|epiphany)\\b"),
      MonthDay.of(8, 15), Pattern.compile("\\b(?:sfanta maria|sf\\.? maria)\\b"),
      MonthDay.of(11, 30), Pattern.compile("\\b(?:sfantul andrei|sf\\.? andrei)\\b"),
      MonthDay.of(12, 1), Pattern.compile("\\b(?:ziua nationala|national day)\\b"));
  private static final Map<Integer, Pattern> FROM_EASTER = Map.of(
      -2, Pattern.compile("\\b(?:vinerea mare|good friday)\\b"), 0, Pattern.compile("\\b(?:paste\\w*|easter)\\b"),
      49, Pattern.compile("\\b(?:rusali\\w*|pentecost|whitsun)\\b"));

  /** From one to the next at most, over a century without. */
  private static final int LEAP_YEARS_APART = 8;

  private AskedDay() {}

  /** The day, from today on; empty when none is named. */
  public static Optional<LocalDate> of(String text, LocalDate today) {
    var plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    if (TODAY.matcher(plain).find()) {
      return Optional.of(today);
    }
    if (TOMORROW.matcher(plain).find() && !AFTER_TOMORROW.matcher(plain).find()) {
      return Optional.of(today.plusDays(1));
    }
    if (AFTER_TOMORROW.matcher(plain).find()) {
      return Optional.of(today.plusDays(2));
    }
    return date(plain, today).or(() -> feast(plain, today)).or(() -> weekday(plain, today));
  }

  /** Good Friday is named by its feast before it is a Friday. */
  private static Optional<LocalDate> feast(String plain, LocalDate today) {
    return Stream.concat(
        FEASTS.entrySet().stream().filter(feast -> feast.getValue().matcher(plain).find())
            .map(feast -> next(feast.getKey()::atYear, today)),
        FROM_EASTER.entrySet().stream().filter(feast -> feast.getValue().matcher(plain).find())
            .map(feast -> next(year -> Holidays.easter(year).plusDays(feast.getKey()), today)))
        .min(Comparator.naturalOrder());
  }

  private static LocalDate next(IntFunction<LocalDate> ofYear, LocalDate today) {
    var day = ofYear.apply(today.getYear());
    return day.isBefore(today) ? ofYear.apply(today.getYear() + 1) : day;
  }

  private static Optional<LocalDate> weekday(String plain, LocalDate today) {
    for (int i = 0; i < DAYS.size(); i++) {
      if (DAYS.get(i).matcher(plain).find()) {
        return Optional.of(today.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(i + 1))));
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> date(String plain, LocalDate today) {
    var date = DATE.matcher(plain);
    while (date.find()) {
      var month = date.group(2) == null ? month(date.group(3)) : Optional.of(Integer.valueOf(date.group(2)));
      var found = month.flatMap(m -> next(Integer.parseInt(date.group(1)), m, today));
      if (found.isPresent()) {
        return found;
      }
    }
    var english = DATE_EN.matcher(plain);
    while (english.find()) {
      var found = month(english.group(1)).flatMap(m -> next(Integer.parseInt(english.group(2)), m, today));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> month(String word) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (word.matches("(?:" + MONTHS.get(i) + ")[a-z]*")) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /** 29 February is the next one there is, not the day before it in a year that has none. */
  private static Optional<LocalDate> next(int day, int month, LocalDate today) {
    try {
      var asked = MonthDay.of(month, day);
      return IntStream.rangeClosed(today.getYear(), today.getYear() + LEAP_YEARS_APART).filter(asked::isValidYear)
          .mapToObj(asked::atYear).filter(date -> !date.isBefore(today)).findFirst();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
