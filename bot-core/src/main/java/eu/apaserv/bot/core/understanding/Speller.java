package eu.apaserv.bot.core.understanding;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts typing errors right against the words it was taught: one error in words of four or five letters, two in longer
 * ones. Words with digits are codes and stay as they are.
 *
 * <p>Both a known word and a typed one are looked up by what remains when one or two of their letters are left out: they
 * meet in such a remainder if they are two errors apart, so only a handful of words is ever compared.
 */
public final class Speller {
  private static final int SHORTEST = 4;
  private static final int TWO_ERRORS_FROM = 6;
  private static final int LONGEST = 20;

  private final String[] words;
  private final Map<String, Integer> counts;
  private final Map<Integer, int[]> remainders = new HashMap<>();

  /** @param counts how often each word is used: the commoner of two equally near words is meant */
  public Speller(Map<String, Integer> counts) {
    this.counts = Map.copyOf(counts);
    this.words = new TreeMap<>(counts).keySet().toArray(String[]::new);
    for (int id = 0; id < words.length; id++) {
      index(id);
    }
  }

  /** The words it knows and how often each is used. */
  public Map<String, Integer> counts() {
    return counts;
  }

  /** The word that was meant, or the same when it is known, too short, or like nothing known. */
  public String correct(String word) {
    if (word.length() < SHORTEST || word.length() > LONGEST || counts.containsKey(word) || !letters(word)) {
      return word;
    }
    var search = new Search(word);
    Remainders.each(word, errors(word), search::look);
    return search.best == null ? word : search.best;
  }

  private void index(int id) {
    var word = words[id];
    if (word.length() >= SHORTEST - 1 && word.length() <= LONGEST + 2 && letters(word)) {
      Remainders.each(word, errors(word), key -> remainders.merge(key, new int[]{id}, Speller::joined));
    }
  }

  private static int[] joined(int[] before, int[] more) {
    if (before[before.length - 1] == more[0]) {
      return before;
    }
    var all = java.util.Arrays.copyOf(before, before.length + 1);
    all[before.length] = more[0];
    return all;
  }

  private static int errors(String word) {
    return word.length() < TWO_ERRORS_FROM ? 1 : 2;
  }

  private static boolean letters(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isLetter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The nearest word so far. */
  private final class Search {
    private final String typed;
    private @Nullable String best;
    private double bestCost = Double.MAX_VALUE;

    private Search(String typed) {
      this.typed = typed;
    }

    private void look(int key) {
      for (int id : remainders.getOrDefault(key, new int[0])) {
        var word = words[id];
        double distance = Typing.distance(typed, word);
        if (distance > errors(typed)) {
          continue;
        }
        double cost = distance - 0.02 * Math.log1p(counts.getOrDefault(word, 0));
        if (cost < bestCost || (cost == bestCost && best != null && word.compareTo(best) < 0)) {
          best = word;
          bestCost = cost;
        }
      }
    }
  }
}
