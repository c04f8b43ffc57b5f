package eu.apaserv.bot.core.understanding;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The months that dates in a choice's title lie in, and how people call them. */
final class ChoiceDates {
  private static final List<List<String>> NAMES = List.of(List.of("ianuarie", "january", "ian", "jan"),
      List.of("februarie", "february", "feb"), List.of("martie", "march", "mar"), List.of("aprilie", "april", "apr"),
      List.of("mai", "may"), List.of("iunie", "june", "iun", "jun"), List.of("iulie", "july", "iul", "jul"),
      List.of("august", "aug"), List.of("septembrie", "september", "sept", "sep"),
      List.of("octombrie", "october", "oct"), List.of("noiembrie", "november", "noi", "nov"),
      List.of("decembrie", "december", "dec"));
  private static final Map<String, Integer> MONTHS = months();
  /** Without one there is no date. */
  private static final Pattern YEAR = Pattern.compile("[./-]\\d{4}|\\d{4}-");
  private static final Pattern DAY_FIRST = Pattern.compile("(?<!\\d)\\d{1,2}[./-](\\d{1,2})[./-](\\d{4})(?!\\d)");
  private static final Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})(?:-\\d{2})?(?!\\d)");
  private static final Pattern MONTH_FIRST = Pattern.compile("(?<![\\d./-])(\\d{1,2})[./](\\d{4})(?!\\d)");
  private static final Pattern NAMED = Pattern.compile("\\b([a-z]{3,10})\\.?(?: (\\d{4}))?\\b");

  private ChoiceDates() {}

  /** The months named or dated in a folded text; a month without its year has year 0. */
  static List<YearMonth> months(String text) {
    var months = new ArrayList<YearMonth>();
    if (YEAR.matcher(text).find()) {
      each(DAY_FIRST.matcher(text), 2, 1, months);
      each(YEAR_FIRST.matcher(text), 1, 2, months);
      each(MONTH_FIRST.matcher(text), 2, 1, months);
    }
    var named = NAMED.matcher(text);
    while (named.find()) {
      var month = MONTHS.get(named.group(1));
      if (month != null) {
        months.add(YearMonth.of(named.group(2) == null ? 0 : Integer.parseInt(named.group(2)), month));
      }
    }
    return months;
  }

  /** What people may call it: its names in both languages and its year. */
  static List<String> names(YearMonth month) {
    var names = new ArrayList<>(NAMES.get(month.getMonthValue() - 1));
    if (month.getYear() > 0) {
      names.add(Integer.toString(month.getYear()));
    }
    return names;
  }

  static boolean isMonth(String word) {
    return MONTHS.containsKey(word);
  }

  private static void each(Matcher date, int year, int month, List<YearMonth> months) {
    while (date.find()) {
      int number = Integer.parseInt(date.group(month));
      if (number >= 1 && number <= 12) {
        months.add(YearMonth.of(Integer.parseInt(date.group(year)), number));
      }
    }
  }

  private static Map<String, Integer> months() {
    var months = new java.util.HashMap<String, Integer>();
    for (int i = 0; i < NAMES.size(); i++) {
      for (var name : NAMES.get(i)) {
        months.put(name, i + 1);
      }
    }
    return Map.copyOf(months);
  }
}
