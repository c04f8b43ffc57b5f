package eu.apaserv.bot.core.understanding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A message made comparable: lower case, no diacritics, plain spaces, quotes, dashes and digits, nothing invisible. Every
 * character still knows where it stood in the message as typed, so that what is found here can be pointed at there.
 */
public final class Folded {
  /** Longer messages are understood by their beginning: nobody asks for something in the third page. */
  public static final int MAX_LENGTH = 2_000;

  /** Two of a vowel are spelling: "idee", "zoo". */
  private static final int DRAWN_OUT = 3;
  private static final char[] LATIN = Latin.table();

  private final String original;
  private final String text;
  private final int[] places;
  private final boolean digits;
  private final Map<Class<?>, Object> made = new HashMap<>();

  private Folded(String original, String text, int[] places) {
    this.original = original;
    this.text = text;
    this.places = places;
    this.digits = text.chars().anyMatch(letter -> letter >= '0' && letter <= '9');
  }

  /** Folds any text whatever, at most its first {@link #MAX_LENGTH} characters. */
  public static Folded of(String message) {
    int length = Math.min(message.length(), MAX_LENGTH);
    var folded = new StringBuilder(length);
    var places = new int[length + 1];
    boolean address = message.indexOf('@') >= 0;
    for (int i = 0; i < length;) {
      int letter = message.codePointAt(i);
      int before = folded.length();
      append(folded, letter);
      if (folded.length() > length) {
        folded.setLength(before);
        break;
      }
      Arrays.fill(places, before, folded.length(), i);
      i += address ? Character.charCount(letter) : drawnOut(message, i, length);
    }
    places[folded.length()] = length;
    return new Folded(message, folded.toString(), Arrays.copyOf(places, folded.length() + 1));
  }

  /** The comparable text. */
  public String text() {
    return text;
  }

  /** Whether it has any digit: without one it holds no code, date or figure, and need not be searched for them. */
  public boolean digits() {
    return digits;
  }

  /** What is made of the text, made once however many grammars ask for it; a message is read by one thread. */
  public <T> T once(Class<T> type, Function<String, T> making) {
    return type.cast(made.computeIfAbsent(type, _ -> making.apply(text)));
  }

  /** An entity found between two places of {@link #text()}, pointing into the message as typed. */
  public Entity entity(String key, String value, int start, int end) {
    return new Entity(key, value, places[start], places[end]);
  }

  /** Where a place of {@link #text()} stands in the message as typed. */
  int place(int at) {
    return places[at];
  }

  /** Whether a line ends at this place of {@link #text()}. */
  boolean lineEnds(int at) {
    char typed = original.charAt(places[at]);
    return typed == '\n' || typed == '\r';
  }

  /** The message as typed between two places of {@link #text()}. */
  public String typed(int start, int end) {
    return original.substring(places[start], places[end]);
  }

  /** How much of a message one letter is: a vowel drawn out, "apaaa", is one. Not the i: figures and plurals end in three of them. */
  private static int drawnOut(String message, int at, int length) {
    char vowel = plain(message.charAt(at));
    if (vowel != 'a' && vowel != 'e' && vowel != 'o' && vowel != 'u') {
      return Character.charCount(message.codePointAt(at));
    }
    int end = at + 1;
    while (end < length && plain(message.charAt(end)) == vowel) {
      end++;
    }
    return end - at >= DRAWN_OUT ? end - at : 1;
  }

  private static char plain(char letter) {
    return letter < LATIN.length ? LATIN[letter] : 0;
  }

  private static void append(StringBuilder folded, int letter) {
    if (letter < LATIN.length) {
      char plain = LATIN[letter];
      if (plain != 0) {
        folded.append(plain);
      }
      return;
    }
    switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.SURROGATE,
          Character.PRIVATE_USE, Character.UNASSIGNED -> {
        // Marks of decomposed letters, direction marks and halves of emoji carry no word.
      }
      case Character.DECIMAL_DIGIT_NUMBER -> folded.append((char) ('0' + Character.digit(letter, 10)));
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL ->
        folded.append(' ');
      case Character.DASH_PUNCTUATION -> folded.append('-');
      case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> folded.append('\'');
      default -> folded.appendCodePoint(letter >= 0xFF01 && letter <= 0xFF5E
          ? Character.toLowerCase(letter - 0xFEE0)
          : Character.toLowerCase(letter));
    }
  }
}
