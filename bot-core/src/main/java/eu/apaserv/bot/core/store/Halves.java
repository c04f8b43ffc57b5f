package eu.apaserv.bot.core.store;

/**
 * Half a surrogate pair at an edge of a piece of a text: whoever cut the text counted UTF-16 units, and the other half is in
 * the next piece. PostgreSQL takes no half, so it is kept as a character of the last private plane, which has one for each.
 */
final class Halves {
  private static final int FIRST_KEPT = 0x10F800;
  private static final char REPLACEMENT = '\uFFFD';

  private Halves() {}

  /** Storable: each half as what it is kept as. */
  static String kept(String piece) {
    var kept = new StringBuilder(piece.length());
    piece.codePoints().forEach(c -> kept.appendCodePoint(isHalf(c) ? FIRST_KEPT + c - Character.MIN_SURROGATE : c));
    return kept.toString();
  }

  /** As it came: what begins or ends it may be half a pair again. */
  static String read(String kept) {
    if (kept.isEmpty()) {
      return kept;
    }
    int first = kept.codePointAt(0);
    int last = kept.codePointBefore(kept.length());
    int from = first >= FIRST_KEPT ? Character.charCount(first) : 0;
    int to = last >= FIRST_KEPT ? kept.length() - Character.charCount(last) : kept.length();
    if (from > to) {
      return half(first);
    }
    return (from > 0 ? half(first) : "") + kept.substring(from, to) + (to < kept.length() ? half(last) : "");
  }

  /** What is left alone by a piece that never came is no character. */
  static String mended(String joined) {
    var mended = new StringBuilder(joined.length());
    joined.codePoints().forEach(c -> mended.appendCodePoint(isHalf(c) ? REPLACEMENT : c));
    return mended.toString();
  }

  private static String half(int kept) {
    return String.valueOf((char) (kept - FIRST_KEPT + Character.MIN_SURROGATE));
  }

  private static boolean isHalf(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }
}
