package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as people group them. Romanian: a space or a point groups thousands, a comma begins the decimals; English the
 * other way round. Where only one of the two can be meant (a point before two digits) that one is taken.
 */
final class Numbers {
  private static final int MAX_DIGITS = 18;

  private Numbers() {}

  /** Whole units, decimals cut and leading zeros dropped; what is too long for a number is kept as digits. */
  static String whole(String typed, Language language) {
    var digits = withoutDecimals(typed, language);
    return digits.length() > MAX_DIGITS ? digits : Long.toString(Long.parseLong(digits));
  }

  /** The same as a number; absurdly long ones are capped. */
  static long value(String typed, Language language) {
    var digits = withoutDecimals(typed, language);
    return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** An amount with two decimals, half up. */
  static String amount(String typed, Language language) {
    var clean = typed.replace(" ", "");
    int decimals = decimals(clean, language);
    var whole = (decimals < 0 ? clean : clean.substring(0, decimals)).replaceAll("\\D", "");
    var part = decimals < 0 ? "" : clean.substring(decimals + 1).replaceAll("\\D", "");
    return new BigDecimal((whole.isEmpty() ? "0" : whole) + "." + (part.isEmpty() ? "0" : part))
        .setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String withoutDecimals(String typed, Language language) {
    var clean = typed.replace(" ", "");
    int decimals = decimals(clean, language);
    var digits = (decimals < 0 ? clean : clean.substring(0, decimals)).replaceAll("\\D", "").replaceFirst("^0+(?=.)",
        "");
    return digits.isEmpty() ? "0" : digits;
  }

  /** Where the decimals begin, or -1. */
  private static int decimals(String clean, Language language) {
    int point = clean.lastIndexOf('.');
    int comma = clean.lastIndexOf(',');
    if (point >= 0 && comma >= 0) {
      return Math.max(point, comma);
    }
    int mark = Math.max(point, comma);
    if (mark < 0) {
      return -1;
    }
    char grouping = language == Language.RO ? '.' : ',';
    boolean groups = clean.charAt(mark) == grouping && grouped(clean, grouping);
    return groups ? -1 : mark;
  }

  /** Whether every group after the first has three digits, as thousands do. */
  private static boolean grouped(String clean, char grouping) {
    int mark = clean.indexOf(grouping);
    if (mark < 1 || mark > 3) {
      return false;
    }
    for (int i = mark; i < clean.length(); i += 4) {
      if (clean.charAt(i) != grouping || i + 4 > clean.length()) {
        return false;
      }
    }
    return (clean.length() - mark) % 4 == 0;
  }
}
