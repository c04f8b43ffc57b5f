package eu.apaserv.bot.conversations.question;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text as people mean it, whatever marks and capitals they typed. */
public final class Plain {
  private static final Pattern MARKS = Pattern.compile("\\p{M}");

  private Plain() {}

  /** Lower case, no diacritics. */
  public static String of(String text) {
    var apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).strip();
  }

  /** Whether one of these, written plainly, stands in the text. */
  public static boolean has(String text, String... words) {
    var plain = of(text);
    return Stream.of(words).anyMatch(plain::contains);
  }
}
