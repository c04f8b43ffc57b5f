package eu.apaserv.bot.core.dialogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether words name what a question is about: by the words that the question itself is asked in. */
final class Nouns {
  private static final int SHORTEST = 3;
  /** The forms of a noun: so many letters alike from the beginning are the same thing. */
  private static final int ALIKE = 5;
  private static final Set<String> EMPTY = Set.of("care", "este", "pentru", "din", "dumneavoastra", "doriti", "vreti",
      "scrieti", "alegeti", "spuneti", "trimiteti", "puteti", "sau", "sunt", "aveti", "daca", "unde", "cum", "cand",
      "cat", "mai", "jos", "aici", "fara", "prin", "dupa", "the", "what", "which", "your", "you", "for", "please",
      "write", "choose", "send", "and", "not", "are", "was", "with", "from", "this", "that", "asta", "acesta",
      "celalalt", "cealalta", "alt", "alta", "other", "numai", "only", "una", "unul", "nou", "noua", "dinainte",
      "intrebare", "question", "raspuns", "raspunsul", "answer");

  private Nouns() {}

  /** The words of these texts that may name something. */
  static Set<String> of(List<String> texts) {
    var nouns = new HashSet<String>();
    for (var text : texts) {
      for (var word : Folding.plain(text)) {
        if (isNoun(word)) {
          nouns.add(word);
        }
      }
    }
    return nouns;
  }

  private static boolean isNoun(String word) {
    return word.length() >= SHORTEST && !EMPTY.contains(word) && Character.isLetter(word.charAt(0));
  }

  /** Whether a word is one of these, in any of its forms. */
  static boolean among(String word, Set<String> nouns) {
    return isNoun(word) && (nouns.contains(word) || nouns.stream().anyMatch(noun -> alike(word, noun)));
  }

  static boolean alike(String one, String other) {
    int common = 0;
    while (common < Math.min(one.length(), other.length()) && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    int shorter = Math.min(one.length(), other.length());
    return common >= ALIKE || (common == shorter && Math.abs(one.length() - other.length()) <= 3);
  }
}
