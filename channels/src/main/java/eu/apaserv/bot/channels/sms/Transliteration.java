package eu.apaserv.bot.channels.sms;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a text in the GSM 7-bit alphabet as far as a reader loses nothing: "ă" alone would halve what a part carries.
 *
 * <p>Letters lose the marks the alphabet does not have (ăâ to a, î to i, ș and ş to s), typographic punctuation becomes
 * plain, invisible characters go. What has no obvious plain form stays and makes the message UCS-2.
 *
 * @param dropEmoji emoji are left out, unless the message has nothing else
 * @param keepLetters letters stay as they are written, at the price of UCS-2: names in legal notices
 */
public record Transliteration(boolean dropEmoji, boolean keepLetters) {

  /** What a short business message wants: no character that costs a second part for decoration. */
  public static final Transliteration BRIEF = new Transliteration(true);
  /** What must be read exactly as it is written. */
  public static final Transliteration TRUE_LETTERS = new Transliteration(true, true);

  /** Each plain form, and what is written so. */
  private static final Map<Integer, String> PLAIN = table("\"", "„“”‟«»″", "'", "‘’‚‛‹›′´`", "-", "•·−", "...", "…",
      "/", "⁄", "x", "×", " ", "\t", "\n", "\u2028\u2029");

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  public Transliteration(boolean dropEmoji) {
    this(dropEmoji, false);
  }

  /** The text as it is sent. */
  public String apply(String text) {
    var clean = Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
    var plain = write(clean, dropEmoji, keepLetters);
    return plain.isBlank() && !clean.isBlank() ? write(clean, false, keepLetters) : plain;
  }

  private static String write(String text, boolean dropEmoji, boolean keepLetters) {
    var out = new StringBuilder(text.length() + 8);
    boolean dropped = false;
    int next;
    for (int at = 0; at < text.length(); at = next) {
      int c = text.codePointAt(at);
      next = at + Character.charCount(c);
      if (dropEmoji && isEmoji(c)) {
        dropped = true;
      } else {
        if (!(dropped && c == ' ' && endsWithSpace(out))) {
          append(out, c, keepLetters);
        }
        dropped = false;
      }
    }
    return dropped ? out.toString().stripTrailing() : out.toString();
  }

  private static void append(StringBuilder out, int c, boolean keepLetters) {
    if (keepLetters && Character.isLetter(c)) {
      out.appendCodePoint(c);
      return;
    }
    if (Gsm7.has(c)) {
      out.append((char) c);
      return;
    }
    var plain = PLAIN.get(c);
    out.append(plain != null ? plain : byKind(out, c));
  }

  private static String byKind(StringBuilder out, int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR -> " ";
      case Character.DASH_PUNCTUATION -> "-";
      case Character.CONTROL -> "";
      case Character.FORMAT -> c == ZERO_WIDTH_JOINER && !out.isEmpty() && !followsPlain(out) ? "\u200D" : "";
      case Character.SURROGATE -> "?";
      case Character.NON_SPACING_MARK -> followsPlain(out) ? "" : Character.toString(c);
      default -> withoutMarks(c);
    };
  }

  /** The base letter of a marked one, the digit of a superscript, the letters of a ligature; else the character itself. */
  private static String withoutMarks(int c) {
    var self = Character.toString(c);
    var plain = new StringBuilder();
    Normalizer.normalize(self, Normalizer.Form.NFKD).codePoints()
        .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
        .forEach(part -> plain.append(PLAIN.getOrDefault(part, Character.toString(part))));
    return !plain.isEmpty() && Gsm7.hasAll(plain.toString()) ? plain.toString() : self;
  }

  private static boolean followsPlain(StringBuilder out) {
    return !out.isEmpty() && Gsm7.has(out.charAt(out.length() - 1));
  }

  private static boolean endsWithSpace(StringBuilder out) {
    return out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
  }

  /** Signs that also have a plain form ("™", "ℹ") and those of Latin-1, digits among them, are emoji to Unicode too. */
  private static boolean isEmoji(int c) {
    boolean emoji = Character.isEmoji(c) || Character.isEmojiModifier(c) || Character.isEmojiComponent(c)
        || Character.isExtendedPictographic(c);
    return emoji && c > 0xFF && !PLAIN.containsKey(c) && withoutMarks(c).codePointAt(0) == c;
  }

  private static Map<Integer, String> table(String... plainAndWritten) {
    var table = new HashMap<Integer, String>();
    for (int i = 0; i < plainAndWritten.length; i += 2) {
      var plain = plainAndWritten[i];
      plainAndWritten[i + 1].codePoints().forEach(c -> table.put(c, plain));
    }
    return Map.copyOf(table);
  }
}
