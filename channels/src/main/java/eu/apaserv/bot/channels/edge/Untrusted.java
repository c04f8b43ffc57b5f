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

  /** As {@link #text} of a part of a longer text: the halves of pairs that were cut from its neighbours stay at its ends. */
  public static String part(String raw, int longest) {
    if (raw.length() > longest) {
      return text(raw, longest);
    }
    int from = !raw.isEmpty() && Character.isLowSurrogate(raw.charAt(0)) ? 1 : 0;
    boolean cut = raw.length() > from && Character.isHighSurrogate(raw.charAt(raw.length() - 1));
    int to = cut ? raw.length() - 1 : raw.length();
    return raw.substring(0, from) + text(raw.substring(from, to), longest) + raw.substring(to);
  }
}
