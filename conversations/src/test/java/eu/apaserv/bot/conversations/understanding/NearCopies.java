package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Typing;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sentences and what is nearly one of them: the same letters, the same words in another order, four fifths of the words
 * alike (of six and more all but one), or a letter in ten typed otherwise.
 */
final class NearCopies {
  private static final double ALIKE = 0.8;
  private static final int LONG = 20;
  private static final int SHORT = 8;
  private static final int RUN = 5;

  private final Map<String, Set<String>> byWord = new HashMap<>();
  private final Map<String, Set<String>> byRun = new HashMap<>();

  /** @param sentences folded, with single spaces */
  NearCopies(Collection<String> sentences) {
    for (var sentence : sentences) {
      words(sentence).forEach(w -> byWord.computeIfAbsent(w, _ -> new HashSet<>()).add(sentence));
      runs(sentence).forEach(r -> byRun.computeIfAbsent(r, _ -> new HashSet<>()).add(sentence));
    }
  }

  /** One that this sentence is a near copy of. */
  Optional<String> of(String sentence) {
    if (sentence.isEmpty()) {
      return Optional.empty();
    }
    var words = words(sentence);
    var sharing = new HashSet<String>();
    words.forEach(w -> sharing.addAll(byWord.getOrDefault(w, Set.of())));
    var copy = sharing.stream().filter(s -> sameWords(words, words(s))).findAny();
    if (copy.isPresent()) {
      return copy;
    }
    var alike = new HashSet<String>();
    runs(sentence).forEach(r -> alike.addAll(byRun.getOrDefault(r, Set.of())));
    return alike.stream().filter(s -> sameLetters(sentence, s)).findAny();
  }

  private static boolean sameWords(Set<String> one, Set<String> other) {
    var both = new HashSet<>(one);
    both.retainAll(other);
    int more = Math.max(one.size(), other.size());
    int all = one.size() + other.size() - both.size();
    return both.size() >= ALIKE * all || (more >= 6 && both.size() >= more - 1);
  }

  private static boolean sameLetters(String one, String other) {
    int length = Math.max(one.length(), other.length());
    int errors = length >= LONG ? length / 10 : length >= SHORT ? 1 : 0;
    return errors > 0 && Math.abs(one.length() - other.length()) <= errors && Typing.distance(one, other) <= errors;
  }

  private static Set<String> words(String sentence) {
    return new HashSet<>(Arrays.asList(sentence.split(" ", -1)));
  }

  private static Set<String> runs(String sentence) {
    var runs = new HashSet<String>();
    for (int i = 0; i + RUN <= sentence.length(); i++) {
      runs.add(sentence.substring(i, i + RUN));
    }
    return runs;
  }
}
