package eu.apaserv.bot.docker;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The word that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The closest by spelling, else one that has all the words typed; empty if nothing is close enough to be said. */
  public static Optional<String> to(String typed, Collection<String> words) {
    var spelled = words.stream().min(Comparator.comparingInt(word -> distance(typed, word)))
        .filter(word -> distance(typed, word) <= Math.max(2, word.length() / 5));
    return spelled.or(() -> words.stream().filter(word -> parts(word).containsAll(parts(typed)))
        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())));
  }

  private static List<String> parts(String word) {
    return List.of(word.split("_"));
  }

  /** Letters to insert, delete, replace (Levenshtein). */
  private static int distance(String a, String b) {
    var last = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
      }
      last = row;
    }
    return last[b.length()];
  }
}
