package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cuts a folded message into the words it is classified by: "Bunăăă, pt azi!!!" becomes
 * {@code buna pentru azi}. Digits become {@code 0}, since which number it is decides nothing about what is wanted.
 */
public final class Normalizer {
  private static final int MAX_WORDS = 300;
  private static final int MAX_WORD = 40;

  private final Map<String, List<String>> shorthand;

  /**
   * @param shorthand what an abbreviated word or an emoji stands for, in folded letters: {@code pt} → {@code pentru}; an
   *   empty meaning drops the word
   */
  public Normalizer(Map<String, String> shorthand) {
    var meanings = new java.util.HashMap<String, List<String>>();
    shorthand.forEach((shortly, meaning) -> meanings.put(shortly,
        meaning.isBlank() ? List.of() : List.of(meaning.strip().split("\\s+"))));
    this.shorthand = Map.copyOf(meanings);
  }

  /** The words of a message in their order; at most 300. */
  public List<String> words(Folded message) {
    var text = message.text();
    var words = new ArrayList<String>();
    for (int i = 0; i < text.length() && words.size() < MAX_WORDS;) {
      int letter = text.codePointAt(i);
      int next = i + Character.charCount(letter);
      if (Character.isLetterOrDigit(letter)) {
        next = end(text, i);
        add(words, text.substring(i, Math.min(next, i + MAX_WORD)));
      } else if (letter > 0xFF) {
        words.addAll(shorthand.getOrDefault(text.substring(i, next), List.of()));
      }
      i = next;
    }
    return words;
  }

  private void add(List<String> words, String typed) {
    var word = plain(typed);
    var meaning = shorthand.get(word);
    if (meaning == null) {
      words.add(word);
    } else {
      words.addAll(meaning);
    }
  }

  private static int end(String text, int start) {
    int i = start;
    while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '\''
        || (Character.isSurrogate(text.charAt(i)) && Character.isLetterOrDigit(text.codePointAt(i))))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  /** Without apostrophes, digits hidden, a letter drawn out written once. */
  private static String plain(String typed) {
    var plain = new StringBuilder(typed.length());
    for (int i = 0; i < typed.length(); i++) {
      char letter = typed.charAt(i);
      if (letter >= '0' && letter <= '9') {
        plain.append('0');
      } else if (letter != '\'' && !drawnOut(typed, i)) {
        plain.append(letter);
      }
    }
    return plain.toString();
  }

  /** In "bunaaaa" every a but the first; a mere double letter ("accept", "fiinta") is spelling. */
  private static boolean drawnOut(String typed, int i) {
    char letter = typed.charAt(i);
    int start = i;
    while (start > 0 && typed.charAt(start - 1) == letter) {
      start--;
    }
    int end = i;
    while (end + 1 < typed.length() && typed.charAt(end + 1) == letter) {
      end++;
    }
    return end - start >= 2 && i > start;
  }
}
