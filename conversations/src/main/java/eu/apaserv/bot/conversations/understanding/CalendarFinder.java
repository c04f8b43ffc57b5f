package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Months, years, periods ("ultimele 3 luni") and how many of the last ("ultimele 6 facturi"). */
final class CalendarFinder implements EntityFinder {
  private static final Pattern LAST = Pattern.compile(
      "\\b(?:ult|ultim[a-z]{1,3}|precedent[a-z]{1,2}|last|past|latest|recent)\\s+(\\d{1,2}|[a-z]{1,13})\\s+(?:de )?([a-z]{2,12})\\b");
  private static final Pattern LAST_YEAR = Pattern
      .compile("\\b(?:ultimul an|ultimu an|past year|un an (?:de zile|in urma)|last 12 months)\\b");
  private static final Map<Integer, String> PERIODS = Map.of(3, "last_3_months", 6, "last_6_months", 12,
      "last_12_months");
  private static final List<Map.Entry<Pattern, String>> NAMED = List.of(
      Map.entry(
          Pattern.compile(
              "\\b(?:an|anu|anul|anului|anii)'? (?:trecut|precedent|anterior)\\b|\\b(?:last|previous) year\\b"),
          "last_year"),
      Map.entry(Pattern.compile(
          "\\b(?:an|anu|anul|anului)'? (?:asta|ista|aista|acesta|acest|curent|in curs)\\b|\\bacest an\\b|\\b(?:this|current) year\\b"),
          "this_year"),
      Map.entry(Pattern.compile(
          "\\b(?:luna|lunii|lunea|perioada)'? (?:trecut[ae]i?|precedent[ae]i?|anterioar[ae]i?)\\b|\\b(?:last|previous) month\\b|\\bfactura (?:precedenta|anterioara|trecuta)\\b|\\bprevious (?:bill|invoice|period)\\b"),
          "previous"),
      Map.entry(Pattern.compile(
          "\\b(?:luna|lunii|perioada)'? (?:asta|ista|aista|aceasta|acestei|curent[ae]i?|in curs)\\b|\\baceasta luna\\b|\\b(?:this|current) month\\b|\\bfact[a-z]* curent[ae]i?\\b|\\bcurrent (?:bill|invoice|period)\\b"),
          "current"),
      Map.entry(Pattern.compile("\\b(?:jumatate de an|half a year|six months)\\b"), "last_6_months"));
  /** Some word of {@link #NAMED}: most messages have none, and this is found out by fewer steps. */
  private static final Pattern QUALIFIED = Pattern.compile(
      "t(?:recut|his)|pre(?:cedent|vious)|anterio|last|asta|ista|a(?:cest|ceast)|curent|current|in curs|jumatate|half|six");
  private static final Pattern NUMERIC = Pattern.compile(
      "(?<![\\d.,/-])(?:(\\d{1,2})([./-]))?(0?[1-9]|1[0-2])[./-](20\\d\\d)(?![\\d/-])");
  private static final Pattern NUMBERED = Pattern
      .compile("\\b(?:luna|lunii|month)(?: a)? (0?[1-9]|1[0-2])(?:-?a)?\\b(?!\\d)");
  private static final Pattern MONTH = Pattern.compile("\\b([a-z]{3,11})\\b");
  private static final Pattern YEAR = Pattern.compile(
      "(?:\\b(?:din|in|pe|an|anul|anului|anu|pentru|pt|ptr|of|for|from|year|since|de|lui|la|until|during|and|si)\\b[ ']{1,2}|^)((?:19|20)\\d\\d)(?![\\d.,]\\d|\\d)");
  /** "consum apa 2024": at the end of a question about the past. */
  private static final Pattern LAST_WORD = Pattern.compile("(?<![\\d.,/-])(20[0-3]\\d)[ .!?]{0,3}$");
  private static final Set<String> HISTORIES = Set.of("consumption_history", "invoice_list", "invoice_pdf",
      "payment_history");
  private static final Pattern YEAR_AFTER = Pattern.compile("^[ .,'/-]{1,2}((?:19|20)\\d\\d)\\b");
  /** Short words that are a month only where a month is expected: "mai" is "more", "mar" an apple, "may" a wish. */
  private static final Set<String> DOUBTFUL = Set.of("mai", "may", "mar", "march", "dec", "jan", "sep", "mart", "june");
  private static final Pattern DAY = Pattern.compile("\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? $");
  private static final Pattern BEFORE_MONTH = Pattern.compile(
      "(?:^|\\b(?:din|pe|luna|lunii|luni|pt|ptr|pentru|lui|in|of|for|from|since|until|intre|pina|pana|la|iunie|aprilie|\\d)|[a-z]{3,4},)[ .,-]{0,2}$");
  /** "factura mai" and no more words. */
  private static final Pattern PAPER = Pattern.compile("\\b(?:fact|facturi?|factura|consum|consumul|bill|invoice) $");
  private static final Pattern AFTER_MORE = Pattern.compile(
      "^ (?:intai|incolo|incet|tine|tin|dureaza|stau|sta|stam|merge|merg|vine|vin|trebuie|iau|iei|faceti|face|fac|dati|da|dau|trimit|trimite|trimiteti|primesc|exista|apare|apar|curge|nimic|ceva|cineva|mult[aei]?|mul[tz]i|mare|mari|mic[ai]?|tarziu|devreme|repede|ales|bine|rau|putin[ae]?|departe|jos|sus|am|ai|are|avem|aveti|e|este|vreau|pot|poate|sunt|nou[a]?|noi|vech[ei]|usor|i|we|you|he|she|it|be)\\b");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text();
    last(text, found);
    named(text, found);
    if (message.digits()) {
      numeric(text, found);
    }
    months(text, found);
    if (message.digits()) {
      each(YEAR, text, found);
      if (HISTORIES.contains(intent)) {
        each(LAST_WORD, text, found);
      }
    }
  }

  private static void last(String text, Findings found) {
    var year = LAST_YEAR.matcher(text);
    if (year.find()) {
      found.add("period", "last_12_months", year.start(), year.end());
    }
    var last = LAST.matcher(text);
    while (last.find()) {
      var word = last.group(1);
      int count = Character.isDigit(word.charAt(0)) ? Integer.parseInt(word) : Words.number(word).orElse(0);
      var unit = last.group(2);
      if (count == 0 || !found.free(last.start(), last.end())) {
        continue;
      }
      if (unit.matches("lun[ei]?|months?")) {
        var period = PERIODS.get(count);
        if (period != null) {
          found.add("period", period, last.start(), last.end());
        } else {
          found.add("months", Integer.toString(count), last.start(), last.end());
        }
      } else if (!unit.matches("zile|days?|ani|years?|ore|saptamani|weeks?")) {
        found.add("count", Integer.toString(count), last.start(1), last.end(1));
      }
    }
  }

  private static void named(String text, Findings found) {
    if (!QUALIFIED.matcher(text).find()) {
      return;
    }
    for (var period : NAMED) {
      var match = period.getKey().matcher(text);
      while (match.find()) {
        if (found.free(match.start(), match.end())) {
          found.add("period", period.getValue(), match.start(), match.end());
        }
      }
    }
  }

  private static void numeric(String text, Findings found) {
    var date = NUMERIC.matcher(text);
    while (date.find()) {
      if (found.free(date.start(), date.end())) {
        found.add("month", Integer.toString(Integer.parseInt(date.group(3))), date.start(3), date.end(3));
        found.add("year", date.group(4), date.start(4), date.end(4));
        found.take(date.start(), date.end());
      }
    }
    var numbered = NUMBERED.matcher(text);
    while (numbered.find()) {
      if (found.free(numbered.start(1), numbered.end(1))) {
        found.add("month", Integer.toString(Integer.parseInt(numbered.group(1))), numbered.start(1), numbered.end(1));
      }
    }
  }

  private static void months(String text, Findings found) {
    var word = MONTH.matcher(text);
    while (word.find()) {
      var month = Words.month(word.group(1));
      if (month.isEmpty() || !found.free(word.start(), word.end())) {
        continue;
      }
      var after = text.substring(word.end(), Math.min(text.length(), word.end() + 12));
      var year = YEAR_AFTER.matcher(after);
      boolean dated = year.find();
      if (dated || !DOUBTFUL.contains(word.group(1)) || expected(text, word.start(), after)) {
        found.add("month", Integer.toString(month.get()), word.start(), word.end());
        day(text, word.start(), found);
        if (dated) {
          found.add("year", year.group(1), word.end() + year.start(1), word.end() + year.end(1));
        }
      }
    }
  }

  /** "5 noiembrie": the day is explained and no other number. */
  private static void day(String text, int month, Findings found) {
    var day = DAY.matcher(text.substring(Math.max(0, month - 9), month));
    if (day.find()) {
      int offset = Math.max(0, month - 9);
      found.take(offset + day.start(), offset + day.end());
    }
  }

  private static boolean expected(String text, int start, String after) {
    var before = text.substring(Math.max(0, start - 12), start);
    if (after.isBlank() && PAPER.matcher(before).find()) {
      return true;
    }
    return BEFORE_MONTH.matcher(before).find() && !AFTER_MORE.matcher(after).find() && !before.endsWith("nu ");
  }

  private static void each(Pattern form, String text, Findings found) {
    var year = form.matcher(text);
    while (year.find()) {
      if (found.free(year.start(1), year.end(1))) {
        found.add("year", year.group(1), year.start(1), year.end(1));
      }
    }
  }
}
