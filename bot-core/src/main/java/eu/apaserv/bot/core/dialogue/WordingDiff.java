package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What changed between two versions of a text, word by word: the longest common sequence stays. */
public final class WordingDiff {
  private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}]+|.", Pattern.DOTALL);

  private WordingDiff() {}

  /** What became of a piece. */
  public enum Change {
    KEPT, REMOVED, ADDED
  }

  /** Neighbouring words with the same fate. */
  public record Piece(Change change, String text) {}

  /** The pieces in reading order; what was removed stands before what came in its place. */
  public static List<Piece> between(String before, String after) {
    var old = words(before);
    var fresh = words(after);
    var common = new int[old.size() + 1][fresh.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = fresh.size() - 1; j >= 0; j--) {
        common[i][j] = old.get(i).equals(fresh.get(j))
            ? common[i + 1][j + 1] + 1
            : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return walked(old, fresh, common);
  }

  private static List<Piece> walked(List<String> old, List<String> fresh, int[][] common) {
    var pieces = new ArrayList<Piece>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < fresh.size()) {
      if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
        add(pieces, Change.KEPT, old.get(i++));
        j++;
      } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
        add(pieces, Change.REMOVED, old.get(i++));
      } else {
        add(pieces, Change.ADDED, fresh.get(j++));
      }
    }
    return List.copyOf(pieces);
  }

  private static void add(List<Piece> pieces, Change change, String word) {
    if (!pieces.isEmpty() && pieces.getLast().change() == change) {
      pieces.add(new Piece(change, pieces.removeLast().text() + word));
    } else {
      pieces.add(new Piece(change, word));
    }
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(found -> found.group()).toList();
  }
}
