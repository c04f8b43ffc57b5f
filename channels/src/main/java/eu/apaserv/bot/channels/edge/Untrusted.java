package eu.apaserv.bot.channels.edge;

import org.jspecify.annotations.Nullable;

/** Text from outside, made storable: PostgreSQL takes neither U+0000 nor half a surrogate pair. */
public final class Untrusted {
  private static final char REPLACEMENT = '\uFFFD';

  private Untrusted() {}

  /**
   * The same text without U+0000, with lone surrogates replaced, and no longer than {@code longest} UTF-16 units; a pair is
   * never cut in two. Null becomes empty.
   */
  public static String text(@Nullable String raw, int longest) {
    if (raw == null) {
      return "";
    }
    var clean = new StringBuilder(Math.min(raw.length(), longest));
    for (var i = 0; i < raw.length();) {
      var c = raw.codePointAt(i);
      i += Character.charCount(c);
      if (c == 0) {
        continue;
      }
      var good = Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c;
      if (clean.length() + Character.charCount(good) > longest) {
        break;
      }
      clean.appendCodePoint(good);
    }
    return clean.toString();
  }
}
