package eu.apaserv.bot.core.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as staff see them: enough to tell two people apart, too little to call them. */
public final class Masked {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int SHOWN = 3;
  private static final int LONGEST_NAME = 20;
  private static final String DOTS = "•••";
  /** A day, with its time or without; one without its year with its time; or digits enough for a code, a telephone, an account. */
  private static final Pattern FIGURES = Pattern.compile(
      "((?<!\\d)(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{4}|\\d{4}-\\d{2}-\\d{2})(?!\\d)(?:,? \\d{1,2}:\\d{2})?"
          + "|(?<!\\d)\\d{1,2}[./]\\d{1,2},? \\d{1,2}:\\d{2}(?!\\d))"
          + "|\\d[\\d .-]*");
  /** An address that opens something for whoever has it ends in a word that nobody guesses. */
  private static final Pattern KEY = Pattern.compile("(https?://[^\\s?#]{1,200}?/)[A-Za-z0-9_-]{20,}");
  private static final Pattern GAP = Pattern.compile("[ .-]{2,}");
  private static final int FEWEST = 6;
  private static final Pattern MAIL = Pattern.compile(
      "[\\p{L}\\p{N}._%+-]{1,64}@(?=[\\p{L}\\p{N}.-]{1,190}\\.\\p{L}{2,})");

  private Masked() {}

  /** {@code +40722000123} as {@code 07•• ••• 123}, {@code ana@mail.ro} as {@code a•••@mail.ro}, others by their end. */
  public static String id(String id) {
    int at = id.indexOf('@');
    if (at > 0) {
      return id.substring(0, id.offsetByCodePoints(0, 1)) + DOTS + id.substring(at);
    }
    if (id.length() < 2 * SHOWN) {
      return DOTS;
    }
    var end = id.substring(id.length() - SHOWN);
    if (id.matches("\\+40\\d{9}")) {
      return "0" + id.charAt(SHOWN) + "•• ••• " + end;
    }
    return (id.matches("\\+\\d{8,15}") ? id.substring(0, SHOWN) + " " : "") + DOTS + " " + end;
  }

  /**
   * What somebody wrote: of numbers of six digits and more the last three, of mail addresses the host, days as they are; of links
   * not what makes them open.
   */
  public static String text(String text) {
    var shut = KEY.matcher(text).replaceAll("$1" + DOTS);
    var figures = FIGURES.matcher(shut).replaceAll(found -> Matcher.quoteReplacement(
        found.group(1) == null ? run(found.group()) : found.group()));
    return MAIL.matcher(figures).replaceAll(DOTS + "@");
  }

  /** Figures with single signs between them are one number. */
  private static String run(String figures) {
    var shown = new StringBuilder();
    var gaps = GAP.matcher(figures);
    int from = 0;
    while (gaps.find()) {
      shown.append(number(figures.substring(from, gaps.start()))).append(gaps.group());
      from = gaps.end();
    }
    return shown.append(number(figures.substring(from))).toString();
  }

  private static String number(String written) {
    long digits = written.chars().filter(Character::isDigit).count();
    if (digits < FEWEST) {
      return written;
    }
    var shown = new StringBuilder(written);
    for (int at = 0; digits > SHOWN; at++) {
      if (Character.isDigit(shown.charAt(at))) {
        shown.setCharAt(at, '•');
        digits--;
      }
    }
    return shown.toString();
  }

  /** {@code Ana Popescu} as {@code A•• P••}. */
  public static String name(String name) {
    var words = new StringBuilder();
    for (var word : SPACES.splitAsStream(name.strip()).toList()) {
      if (!word.isEmpty() && words.length() < LONGEST_NAME) {
        words.append(words.isEmpty() ? "" : " ").append(word, 0, word.offsetByCodePoints(0, 1)).append("••");
      }
    }
    return words.toString();
  }
}
