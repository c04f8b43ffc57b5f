package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.reading.IndexValue.Ambiguous;
import eu.apaserv.bot.conversations.reading.IndexValue.TooLong;
import eu.apaserv.bot.conversations.reading.IndexValue.Unreadable;
import eu.apaserv.bot.conversations.reading.IndexValue.Whole;
import eu.apaserv.bot.core.understanding.Language;
import java.util.regex.Pattern;

/** Takes a typed index value apart into groups of digits and the signs between them. */
final class TypedIndex {
  private static final int LONGEST = 200;
  private static final int MOST_DIGITS = 9;
  private static final String RED = "(?:ro[sșş](?:u|ii|ie|i)|red)\\b";
  private static final Pattern RED_DIGITS = Pattern.compile(
      "[.,]?\\d+ ?(?:(?:sunt|cu|pe|cele|de|in|are) )?" + RED + "|\\b" + RED + "\\D{0,12}\\d+",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern UNIT = Pattern.compile("(?<![a-z])m ?(?:3(?!\\d)|³)|metri cubi|m\\.?c\\b",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d+(?: ?[., ] ?\\d+)*");
  private static final Pattern NEGATIVE = Pattern.compile("(?:^| )[-−]\\d");
  private static final String GROUPED = "\\d{1,3}(?:\\D\\d{3})+";

  private TypedIndex() {}

  static IndexValue parse(String typed, Language language) {
    if (typed.length() > LONGEST) {
      return new Unreadable();
    }
    var line = typed.replaceAll("[\\s\\u00a0]+", " ").strip();
    var black = UNIT.matcher(RED_DIGITS.matcher(line).replaceAll(" ")).replaceAll(" ");
    var number = NUMBER.matcher(black);
    if (NEGATIVE.matcher(line).find() || !number.find()) {
      return new Unreadable();
    }
    var digits = number.group().replaceAll(" ?([.,]) ?", "$1");
    return number.find() ? new Unreadable() : read(digits, language);
  }

  private static IndexValue read(String number, Language language) {
    if (number.matches("\\d+|\\d(?: \\d)+")) {
      return whole(number);
    }
    int end = number.length();
    while (Character.isDigit(number.charAt(end - 1))) {
      end--;
    }
    char sign = number.charAt(end - 1);
    var before = number.substring(0, end - 1);
    var after = number.substring(end);
    return before.matches("\\d+") ? twoGroups(before, sign, after, language) : manyGroups(number, before, sign, after);
  }

  /** {@code 1.245}, {@code 245,3}, {@code 1 245}, and {@code 00245 312} as black and red digits. */
  private static IndexValue twoGroups(String before, char sign, String after, Language language) {
    boolean mayGroup = after.length() == 3 && before.length() <= 3;
    if (!mayGroup) {
      return sign == ' ' && after.length() != 3 ? new Unreadable() : whole(before);
    }
    if (!(whole(before + after) instanceof Whole(int grouped)) || !(whole(before) instanceof Whole(int cut))) {
      return new TooLong();
    }
    boolean groups = sign == ' ' || sign == (language == Language.RO ? '.' : ',');
    return groups ? new Ambiguous(grouped, cut) : new Ambiguous(cut, grouped);
  }

  /** {@code 1.245.300}, {@code 1.245,3}, {@code 1.245 312}; anything else may be a date or a phone number. */
  private static IndexValue manyGroups(String number, String before, char sign, String after) {
    boolean oneSign = before.replaceAll("\\d", "").chars()
        .allMatch(other -> other == before.replaceAll("\\d", "").charAt(0));
    if (!before.matches(GROUPED) || !oneSign) {
      return new Unreadable();
    }
    if (before.indexOf(sign) >= 0) {
      return number.matches(GROUPED) ? whole(number) : new Unreadable();
    }
    return sign == ' ' && after.length() != 3 ? new Unreadable() : whole(before);
  }

  private static IndexValue whole(String digits) {
    var value = digits.replaceAll("\\D", "").replaceFirst("^0+(?=\\d)", "");
    return value.length() > MOST_DIGITS ? new TooLong() : new Whole(Integer.parseInt(value));
  }
}
