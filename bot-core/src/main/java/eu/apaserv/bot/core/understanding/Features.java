package eu.apaserv.bot.core.understanding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a sentence is recognised by: its words, pairs of words, and the runs of 2 to 5 letters inside its words, which
 * survive typing errors and endings.
 */
final class Features {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 5;
  /** Marks words and pairs of words; no word contains it. */
  private static final char WORD = '=';
  /** A feature every sentence has: the class's own weight. */
  static final String ALWAYS = "*";

  private Features() {}

  /** How often each feature occurs. */
  static Map<String, Integer> count(List<String> words) {
    var counts = HashMap.<String, Integer>newHashMap(words.size() * 24);
    each(words, feature -> counts.merge(feature, 1, Integer::sum));
    return counts;
  }

  static boolean isWord(String feature) {
    return feature.charAt(0) == WORD;
  }

  private static void each(List<String> words, Consumer<String> sink) {
    String before = null;
    for (var word : words) {
      sink.accept(WORD + word);
      if (before != null) {
        sink.accept(WORD + before + " " + word);
      }
      before = word;
      runs(word, sink);
    }
  }

  private static void runs(String word, Consumer<String> sink) {
    var padded = " " + word + " ";
    for (int size = SHORTEST; size <= LONGEST; size++) {
      if (size >= padded.length()) {
        sink.accept(padded);
        return;
      }
      for (int start = 0; start + size <= padded.length(); start++) {
        sink.accept(padded.substring(start, start + size));
      }
    }
  }
}
