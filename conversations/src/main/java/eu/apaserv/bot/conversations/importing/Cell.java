package eu.apaserv.bot.conversations.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a value of a column may be. The outcome is the value as the database takes it, or what is wrong with it. */
sealed interface Cell {

  /** A value that can be stored. */
  record Good(String text) implements Cell {}

  /** What is wrong: continues the sentence "the value …". */
  record Bad(String what) implements Cell {}

  /** Reads values of one kind. */
  @FunctionalInterface
  interface Kind {
    Cell read(String value);
  }

  /** Any text, up to a length. */
  static Kind text(int longest) {
    return value -> value.length() <= longest
        ? new Good(value)
        : new Bad("has " + value.length() + " characters, at most " + longest + " are kept");
  }

  /** One of these words. */
  static Kind oneOf(String... words) {
    var allowed = List.of(words);
    return value -> {
      var word = value.toLowerCase(Locale.ROOT);
      return allowed.contains(word)
          ? new Good(word)
          : new Bad(quote(value) + " is none of " + String.join(", ", allowed));
    };
  }

  /** A day, {@code 2026-11-22}. */
  static Kind date() {
    return value -> {
      try {
        var date = LocalDate.parse(value);
        return date.getYear() >= 1900 && date.getYear() < 2200
            ? new Good(value)
            : new Bad(quote(value) + " is not a day between 1900 and 2199");
      } catch (DateTimeException _) {
        return new Bad(quote(value) + " is not a day like 2026-11-22");
      }
    };
  }

  /** Whole and not negative. */
  static Kind whole(int least, int most) {
    return value -> {
      boolean fits = value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
      return fits ? new Good(value) : new Bad(quote(value) + " is not a whole number from " + least + " to " + most);
    };
  }

  /** Digits before and after a decimal dot. */
  static Kind decimal(int before, int after, boolean negative) {
    var pattern = Pattern.compile((negative ? "-?" : "") + "\\d{1," + before + "}(\\.\\d{1," + after + "})?");
    return value -> pattern.matcher(value).matches()
        ? new Good(value)
        : new Bad(quote(value) + " is not a number like 107.69" + (value.indexOf(',') >= 0
            ? " (use a decimal dot)"
            : ", at most " + after + " decimals" + (negative ? "" : ", not negative")));
  }

  /** Lei, two decimals. */
  static Kind money() {
    return decimal(10, 2, true);
  }

  /** {@code true} or {@code false}. */
  static Kind yesNo() {
    return oneOf("true", "false");
  }

  /** A telephone number in E.164. */
  static Kind phone() {
    return value -> value.matches("\\+[1-9]\\d{7,14}")
        ? new Good(value)
        : new Bad("is not an international number like +40722123456");
  }

  /** An e-mail address that can be written to. */
  static Kind mail() {
    return value -> value.length() <= 200 && value.matches("[^@\\s<>,;\"]+@[^@\\s<>,;\".][^@\\s<>,;\"]*")
        ? new Good(value)
        : new Bad("is not an e-mail address");
  }

  /** A value in a message: short, and without what would confuse a terminal. */
  private static String quote(String value) {
    var shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
