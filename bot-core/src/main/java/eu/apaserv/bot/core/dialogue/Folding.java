package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Folded;
import java.util.ArrayList;
import java.util.List;

/** Text cut into plain words: lower case, no diacritics; what is neither letter nor digit parts them. */
final class Folding {
  private Folding() {}

  /**
   * A word.
   *
   * @param start where it begins in the folded text
   */
  record Word(String text, int start, int end) {}

  static List<Word> words(Folded folded) {
    var text = folded.text();
    var words = new ArrayList<Word>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean part = i < text.length() && (Character.isLetterOrDigit(text.charAt(i))
          || (text.charAt(i) == '\'' && start >= 0 && text.startsWith("n't", i - 1)));
      if (part && start < 0) {
        start = i;
      } else if (!part && start >= 0) {
        words.add(new Word(text.substring(start, i), start, i));
        start = -1;
      }
    }
    return words;
  }

  static List<String> plain(String text) {
    return words(Folded.of(text)).stream().map(Word::text).toList();
  }
}
