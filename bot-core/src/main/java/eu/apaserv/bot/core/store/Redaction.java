package eu.apaserv.bot.core.store;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from the wire without what opens something, calls or names somebody: credentials, codes, numbers, e-mail addresses, names. Every
 * message passes here twice, so an expression is tried only where it can match: at every character it would cost more than
 * the turn.
 */
public final class Redaction {
  private static final String DOTS = "•••";
  /** What is kept of one text, in characters. */
  static final int LONGEST = 4_000;

  private static final Pattern CREDENTIAL = Pattern
      .compile("(\"?[\\w.-]{0,40}(?:token|secret|passw(?:or)?d|authori[sz]ation|"
          + "api[_-]?key|signature|credential)\\w{0,20}\"?\\s*[:=]\\s*\"?)[^\"&,\\s}]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL = Pattern.compile("[\\w.+%-]{1,64}(?:@|%40)([\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4})");
  /** What messengers say of who writes, in JSON or in a form. */
  private static final Pattern NAME = Pattern
      .compile("(\"(?:profile\"\\s*:\\s*\\{\\s*\"name|formatted_name|first_name|last_name|"
          + "username)\"\\s*:\\s*\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+|(ProfileName=)[^&\\s]*+");
  private static final int SHORTEST_KEY = 24;
  private static final int FEWEST_DIGITS = 5;
  /** Long and of letters and digits: nobody types it, so it is a key or a token. Tried at the start of a run. */
  private static final Pattern KEY = Pattern
      .compile("(?=[\\w+=-]{24})(?=[\\w+=-]*\\d)(?=[\\w+=-]*[A-Za-z])([\\w+=-]{4})[\\w+=-]{20,}+");
  /** Five digits or more, however they are grouped; the code of an error is needed and tells nothing of anybody. */
  private static final Pattern NUMBER = Pattern.compile("(?<!code\"?\\s?[:=]\\s?\"?)\\+?\\d[\\d .()-]{3,}\\d");

  private static final Pattern NO_DIGITS = Pattern.compile("\\D+");

  /** Whether a match may begin there. */
  @FunctionalInterface
  private interface Start {
    boolean at(String text, int index);
  }

  private Redaction() {}

  /** Masked and cut. */
  public static String of(String text) {
    var bounded = text.length() > 2 * LONGEST ? text.substring(0, 2 * LONGEST) : text;
    var masked = credentials(bounded);
    if (masked.indexOf('@') >= 0 || masked.contains("%40")) {
      masked = replaced(MAIL, masked, found -> DOTS + "@" + found.group(1));
    }
    if (masked.contains("name") || masked.contains("ProfileName")) {
      masked = replaced(NAME, masked, found -> (found.group(1) == null ? found.group(2) : found.group(1)) + DOTS);
    }
    masked = replaced(KEY, masked, Redaction::startsRun, found -> found.group(1) + DOTS);
    masked = replaced(NUMBER, masked, Redaction::startsNumber, found -> number(found.group()));
    masked = masked.replace("\u0000", "");
    return text.length() <= LONGEST && masked.length() <= LONGEST
        ? masked
        : masked.substring(0, Math.min(masked.length(), LONGEST)) + "…";
  }

  private static String credentials(String text) {
    return namesCredential(text) ? replaced(CREDENTIAL, text, found -> found.group(1) + DOTS) : text;
  }

  /** Whether a word stands in it of which a credential has one. */
  private static boolean namesCredential(String text) {
    for (int i = 0; i < text.length(); i++) {
      var word = switch (text.charAt(i)) {
        case 't', 'T' -> "token";
        case 's', 'S' -> i + 1 < text.length() && (text.charAt(i + 1) | ' ') == 'e' ? "secret" : "signature";
        case 'p', 'P' -> "passw";
        case 'a', 'A' -> "authori";
        case 'k', 'K' -> "key";
        case 'c', 'C' -> "credential";
        default -> "";
      };
      if (!word.isEmpty() && text.regionMatches(true, i, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsRun(String text, int index) {
    if (!inRun(text.charAt(index)) || (index > 0 && inRun(text.charAt(index - 1)))) {
      return false;
    }
    int end = index + 1;
    while (end < text.length() && end - index < SHORTEST_KEY && inRun(text.charAt(end))) {
      end++;
    }
    return end - index == SHORTEST_KEY;
  }

  private static boolean inRun(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '+' || c == '='
        || c == '-';
  }

  private static boolean startsNumber(String text, int index) {
    char c = text.charAt(index);
    if (!(isDigit(c) || c == '+') || (index > 0 && isDigit(text.charAt(index - 1)))) {
      return false;
    }
    int digits = isDigit(c) ? 1 : 0;
    for (int i = index + 1; i < text.length() && digits < FEWEST_DIGITS && inNumber(text.charAt(i)); i++) {
      digits += isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits == FEWEST_DIGITS;
  }

  private static boolean inNumber(char c) {
    return isDigit(c) || c == ' ' || c == '.' || c == '(' || c == ')' || c == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Of a long one its end, enough to tell two apart; nothing of what may be a code. */
  private static String number(String found) {
    var digits = NO_DIGITS.matcher(found).replaceAll("");
    return DOTS + (digits.length() < 9 ? "" : digits.substring(digits.length() - 2));
  }

  private static String replaced(Pattern pattern, String text, Function<MatchResult, String> with) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(with.apply(found)));
  }

  private static String replaced(Pattern pattern, String text, Start start, Function<MatchResult, String> with) {
    int first = first(text, start);
    return first == text.length()
        ? text
        : replaced(pattern.matcher(text).useTransparentBounds(true), text, start, first, with);
  }

  /** Nearly no text has any: then nothing is made. */
  private static int first(String text, Start start) {
    int i = 0;
    while (i < text.length() && !start.at(text, i)) {
      i++;
    }
    return i;
  }

  private static String replaced(Matcher matcher, String text, Start start, int first,
      Function<MatchResult, String> with) {
    var result = new StringBuilder(text.length());
    int written = 0;
    for (int i = first; i < text.length(); i++) {
      if (start.at(text, i) && matcher.region(i, text.length()).lookingAt()) {
        result.append(text, written, i).append(with.apply(matcher));
        written = matcher.end();
        i = written - 1;
      }
    }
    return written == 0 ? text : result.append(text, written, text.length()).toString();
  }
}
