package eu.apaserv.bot.core.understanding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a sentence is recognised by: its words, pairs of words, and how it begins and ends, and the runs of 2 to 4
 * letters inside its words, which survive typing errors and endings. A feature is told from others by a hash of 64 bits, so that reading a message makes
 * no strings.
 */
final class Features {
  /** A feature every sentence has: the class's own weight. */
  static final String ALWAYS = "*";
  /** Stands for any word that is not in the lexicon: how many there are tells what is out of scope. */
  static final String UNKNOWN = "?";
  /** Marks words and pairs of words; no word contains it. */
  private static final char WORD = '=';
  /** Stands between two words with one between them. */
  private static final char APART = '~';
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;
  /** Stand before the first word and after the last. */
  private static final String FIRST = "^";
  private static final String LAST = "$";
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long FACTOR = 0xFF51AFD7ED558CCDL;

  private Features() {}

  /** Takes the hash of each feature, as often as it occurs. */
  interface Sink {
    void take(long hash, boolean word);
  }

  /**
   * Every feature of a sentence.
   *
   * @param words which the runs of letters are taken from
   * @param known the same, {@link #UNKNOWN} in place of those that are not in the lexicon: which the words are taken from
   */
  static void each(List<String> words, List<String> known, Sink sink) {
    if (words.isEmpty()) {
      return;
    }
    long before = add(add(SEED, WORD), FIRST);
    long beforeThat = 0;
    for (var word : known) {
      long hash = word(word);
      sink.take(hash, true);
      sink.take(add(add(before, ' '), word), true);
      if (beforeThat != 0) {
        sink.take(add(add(beforeThat, APART), word), true);
      }
      beforeThat = before == add(add(SEED, WORD), FIRST) ? 0 : before;
      before = hash;
    }
    sink.take(add(add(before, ' '), LAST), true);
    if (known.size() > 1) {
      sink.take(beginning(known), true);
    }
    for (var word : words) {
      runs(word, sink);
    }
  }

  private static long beginning(List<String> words) {
    return add(add(add(add(add(add(SEED, WORD), FIRST), ' '), words.get(0)), ' '), words.get(1));
  }

  /** The same features by name, for training. */
  static Set<String> names(List<String> words, List<String> known) {
    var names = new HashSet<String>();
    if (words.isEmpty()) {
      return names;
    }
    var before = FIRST;
    for (int i = 0; i < known.size(); i++) {
      var word = known.get(i);
      names.add(WORD + word);
      names.add(WORD + before + " " + word);
      if (i > 1) {
        names.add(WORD + known.get(i - 2) + APART + word);
      }
      before = word;
    }
    names.add(WORD + before + " " + LAST);
    if (known.size() > 1) {
      names.add(WORD + FIRST + " " + known.get(0) + " " + known.get(1));
    }
    for (var word : words) {
      var padded = " " + word + " ";
      for (int size = SHORTEST; size <= Math.min(LONGEST, padded.length()); size++) {
        for (int start = 0; start + size <= padded.length(); start++) {
          names.add(padded.substring(start, start + size));
        }
      }
    }
    return names;
  }

  /** The hash of the whole sentence. */
  static long sentence(List<String> words) {
    long hash = SEED;
    for (var word : words) {
      hash = add(add(hash, ' '), word);
    }
    return hash;
  }

  /** The hash {@link #each} gives for a feature of that name. */
  static long hash(String name) {
    return add(SEED, name);
  }

  /** The hash of a single word as a feature. */
  static long word(String word) {
    return add(add(SEED, WORD), word);
  }

  private static void runs(String word, Sink sink) {
    int length = word.length() + 2;
    for (int start = 0; start < length; start++) {
      long hash = SEED;
      for (int size = 1; size <= LONGEST && start + size <= length; size++) {
        int at = start + size - 2;
        hash = add(hash, at < 0 || at >= word.length() ? ' ' : word.charAt(at));
        if (size >= SHORTEST) {
          sink.take(hash, false);
        }
      }
    }
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (int i = 0; i < text.length(); i++) {
      sum = add(sum, text.charAt(i));
    }
    return sum;
  }

  private static long add(long hash, char letter) {
    long mixed = (hash ^ letter) * FACTOR;
    return mixed ^ (mixed >>> 32);
  }
}
