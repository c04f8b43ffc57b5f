package eu.apaserv.bot.core.console;

import java.util.ArrayList;
import java.util.List;

/** What differs between two short texts, by words: the longest common run of words stays, the rest came or went. */
final class Difference {
  private static final int MOST_WORDS = 400;

  private Difference() {}

  /** What happened to some words. */
  enum Change {
    SAME, GONE, COME
  }

  /** Words one after the other with the same fate. */
  record Piece(Change change, String words) {}

  static List<Piece> of(String before, String now) {
    var old = words(before);
    var fresh = words(now);
    int[][] common = new int[old.size() + 1][fresh.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = fresh.size() - 1; j >= 0; j--) {
        common[i][j] = old.get(i).equals(fresh.get(j))
            ? common[i + 1][j + 1] + 1
            : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return walk(old, fresh, common);
  }

  private static List<Piece> walk(List<String> old, List<String> fresh, int[][] common) {
    var pieces = new ArrayList<Piece>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < fresh.size()) {
      if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
        add(pieces, Change.SAME, old.get(i++));
        j++;
      } else if (j == fresh.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        add(pieces, Change.GONE, old.get(i++));
      } else {
        add(pieces, Change.COME, fresh.get(j++));
      }
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, Change change, String word) {
    if (!pieces.isEmpty() && pieces.getLast().change() == change) {
      pieces.add(new Piece(change, pieces.removeLast().words() + " " + word));
    } else {
      pieces.add(new Piece(change, word));
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")).stream().limit(MOST_WORDS).toList();
  }
}
