package eu.apaserv.bot.conversations.office;

import eu.apaserv.bot.core.understanding.Language;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When an office is open in a week without holidays.
 *
 * @param days the spans of each day in order; a day without any is closed
 */
public record WeekHours(Map<DayOfWeek, List<Span>> days) {
  private static final List<String> NAMES = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
  private static final Pattern RULE = Pattern.compile("(\\w\\w)(?:-(\\w\\w))? +([0-9:,\\- ]+)");
  private static final Pattern TIMES = Pattern.compile("(\\d{1,2}):(\\d\\d)-(\\d{1,2}):(\\d\\d)");

  public WeekHours {
    days = Map.copyOf(days);
  }

  /**
   * Reads {@code Mo-Th 8:00-12:00,13:00-16:30; Fr 8:00-14:00}.
   *
   * @throws IllegalArgumentException for any other form
   */
  public static WeekHours read(String text) {
    var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    for (var rule : text.split(";", -1)) {
      var form = RULE.matcher(rule.strip());
      if (!form.matches()) {
        throw new IllegalArgumentException("Hours are written like Mo-Th 8:00-12:00,13:00-16:30; Fr 8:00-14:00");
      }
      int first = day(form.group(1));
      int last = form.group(2) == null ? first : day(form.group(2));
      for (int day = first; day <= last; day++) {
        days.put(DayOfWeek.of(day), spans(form.group(3)));
      }
    }
    return new WeekHours(days);
  }

  private static int day(String name) {
    int index = NAMES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("Days are " + String.join(", ", NAMES) + ", not " + name);
    }
    return index + 1;
  }

  private static List<Span> spans(String text) {
    var spans = new ArrayList<Span>();
    for (var part : text.split(",", -1)) {
      var times = TIMES.matcher(part.strip());
      if (!times.matches()) {
        throw new IllegalArgumentException("Times are written like 8:00-12:00");
      }
      spans.add(new Span(time(times.group(1), times.group(2)), time(times.group(3), times.group(4))));
    }
    return spans.stream().sorted(Comparator.comparing(Span::from)).toList();
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }

  /** The spans of a day of the week. */
  public List<Span> on(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }

  /** In words: {@code luni–joi 8:00–16:30, vineri 8:00–14:00}. */
  public String inWords(Language language) {
    var parts = new ArrayList<String>();
    var day = DayOfWeek.MONDAY;
    for (int i = 0; i < 7;) {
      int same = i + 1;
      while (same < 7 && on(DayOfWeek.of(same + 1)).equals(on(DayOfWeek.of(i + 1)))) {
        same++;
      }
      var spans = on(day.plus(i));
      if (!spans.isEmpty()) {
        parts.add(name(day.plus(i), language) + (same - i > 1 ? "–" + name(day.plus(same - 1L), language) : "") + " "
            + spans.stream().map(Span::toString).collect(Collectors.joining(", ")));
      }
      i = same;
    }
    return String.join(", ", parts);
  }

  private static String name(DayOfWeek day, Language language) {
    return day.getDisplayName(TextStyle.FULL, language.locale());
  }
}
