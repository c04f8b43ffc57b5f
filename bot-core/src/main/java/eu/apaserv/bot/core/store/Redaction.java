package eu.apaserv.bot.core.store;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from the wire without what opens something or calls somebody: credentials, codes, numbers, e-mail addresses. */
public final class Redaction {
  private static final String DOTS = "•••";
  /** What is kept of one text, in characters. */
  static final int LONGEST = 4_000;

  private static final Pattern CREDENTIAL = Pattern
      .compile("(\"?[\\w.-]{0,40}(?:token|secret|passw(?:or)?d|authori[sz]ation|"
          + "api[_-]?key|signature|credential)\\w{0,20}\"?\\s*[:=]\\s*\"?)[^\"&,\\s}]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL = Pattern.compile("[\\w.+%-]{1,64}(?:@|%40)([\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4})");
  /** Long and of letters and digits: nobody types it, so it is a key or a token. */
  private static final Pattern KEY = Pattern
      .compile("(?=[\\w+=-]{0,99}\\d)(?=[\\w+=-]{0,99}[A-Za-z])([\\w+=-]{4})[\\w+=-]{20,}");
  /** Five digits or more, however they are grouped; the code of an error is needed and tells nothing of anybody. */
  private static final Pattern NUMBER = Pattern.compile("(?<!code\"?\\s?[:=]\\s?\"?)(?<!\\d)\\+?\\d[\\d .()-]{3,}\\d");

  private Redaction() {}

  /** Masked and cut. */
  public static String of(String text) {
    var bounded = text.length() > 2 * LONGEST ? text.substring(0, 2 * LONGEST) : text;
    var masked = replaced(CREDENTIAL, bounded, found -> found.group(1) + DOTS);
    masked = replaced(MAIL, masked, found -> DOTS + "@" + found.group(1));
    masked = replaced(KEY, masked, found -> found.group(1) + DOTS);
    masked = replaced(NUMBER, masked, found -> number(found.group()));
    masked = masked.replace("\u0000", "");
    return text.length() <= LONGEST && masked.length() <= LONGEST
        ? masked
        : masked.substring(0, Math.min(masked.length(), LONGEST)) + "…";
  }

  /** Of a long one its end, enough to tell two apart; nothing of what may be a code. */
  private static String number(String found) {
    var digits = found.replaceAll("\\D", "");
    if (digits.length() < 5) {
      return found;
    }
    return DOTS + (digits.length() < 9 ? "" : digits.substring(digits.length() - 2));
  }

  private static String replaced(Pattern pattern, String text, Function<MatchResult, String> with) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(with.apply(found)));
  }
}
