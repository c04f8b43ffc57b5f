package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a message where another wish may begin: at sentence marks, commas and joining words. */
final class Clauses {
  /** A message in more pieces is a story, not a list of wishes. */
  static final int MOST = 8;
  private static final Set<String> JOINING = Set.of("si", "iar", "plus", "apoi", "and", "also", "then", "n", "dupa aia",
      "dupa aceea", "dupa asta", "in plus", "de asemenea", "as well as");
  private static final int LONGEST_JOINING = 3;
  /** "N-am", "n am": a shortened no before these, and no "and". */
  private static final String SHORT_NO = "n";
  private static final Set<String> AFTER_NO = Set.of("am", "ai", "are", "a", "au", "o", "as", "ar", "avem", "aveti",
      "avea", "aveam");
  private static final String MARKS = ".!?;,+&/\n";
  private static final String ENDS = ".!?;\n";

  /**
   * A stretch of the folded text, its end exclusive.
   *
   * @param words how many it has, joining words inside it among them
   * @param apart how far it is from the one before: 0 by a joining word, 1 by a comma, 2 by the end of a sentence
   */
  record Clause(int start, int end, int words, int apart) {
    /** This one and what follows up to the end of another. */
    Clause to(Clause last) {
      return new Clause(start, last.end, words + last.words + (last.apart == 0 ? 1 : 0), apart);
    }
  }

  private record Word(String text, int start, int end) {}

  private final Folded message;
  private final List<Clause> clauses = new ArrayList<>();
  private int start;
  private int apart = 2;

  private Clauses(Folded message) {
    this.message = message;
  }

  /** The clauses in their order, without what joins them; none when there are more than {@link #MOST}. */
  static List<Clause> of(Folded message) {
    var clauses = new Clauses(message).cut();
    return clauses.size() > MOST ? List.of() : clauses;
  }

  private List<Clause> cut() {
    var words = new ArrayList<Word>();
    var text = message.text();
    int i = 0;
    while (i < text.length() && clauses.size() <= MOST) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        int end = end(text, i);
        words.add(new Word(text.substring(i, end), i, end));
        i = end;
      } else {
        if (isMark(text, i)) {
          cut(words);
          apart = Math.max(apart, ENDS.indexOf(mark(i)) < 0 ? 1 : 2);
        }
        i++;
      }
    }
    cut(words);
    return clauses;
  }

  /** Adds the words up to here, cut again at joining words. */
  private void cut(List<Word> words) {
    start = 0;
    for (int i = 0; i < words.size();) {
      int joining = joining(words, i);
      if (joining > 0) {
        add(words, i);
        start = i + joining;
      }
      i += Math.max(1, joining);
    }
    add(words, words.size());
    words.clear();
  }

  private void add(List<Word> words, int end) {
    if (end > start) {
      clauses.add(new Clause(words.get(start).start, words.get(end - 1).end, end - start, apart));
      apart = 0;
    }
  }

  /** How many words from here on make a joining expression. */
  private static int joining(List<Word> words, int from) {
    var joined = new StringBuilder();
    for (int i = from; i < Math.min(words.size(), from + LONGEST_JOINING); i++) {
      joined.append(i == from ? "" : " ").append(words.get(i).text);
      if (JOINING.contains(joined.toString())) {
        if (joined.toString().equals(SHORT_NO) && i + 1 < words.size() && AFTER_NO.contains(words.get(i + 1).text)) {
          return 0;
        }
        return i - from + 1;
      }
    }
    return 0;
  }

  private static int end(String text, int start) {
    int i = start;
    while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** A comma or point between digits belongs to a number, a point or slash inside a word to an address or a shortening. */
  private boolean isMark(String text, int i) {
    char mark = mark(i);
    if (MARKS.indexOf(mark) < 0) {
      return false;
    }
    boolean between = i > 0 && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
    return !between || mark == '!' || mark == '?' || mark == ';' || mark == '\n'
        || (mark == ',' && !Character.isDigit(text.charAt(i + 1)));
  }

  private char mark(int i) {
    return message.lineEnds(i) ? '\n' : message.text().charAt(i);
  }
}
