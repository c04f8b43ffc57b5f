package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Typing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Sentences and what is nearly one of them: the same letters, the same words in another order, four fifths of the words
 * alike (of six and more all but one), or a letter in ten typed otherwise.
 */
final class NearCopies {
  private static final double ALIKE = 0.8;
  private static final int LONG = 20;
  private static final int SHORT = 8;
  private static final int RUN = 5;
  /** Runs that one error changes at most, by the cheapest kind of error. */
  private static final double RUNS_OF_AN_ERROR = (RUN + 1) / 0.8;

  private final List<String> sentences;
  private final Parts words = new Parts();
  private final Parts runs = new Parts();

  /** Which sentences have a part, and how many parts each has. */
  private static final class Parts {
    private final Map<String, List<Integer>> having = new HashMap<>();
    private final List<Integer> sizes = new ArrayList<>();

    void add(Set<String> parts) {
      parts.forEach(part -> having.computeIfAbsent(part, _ -> new ArrayList<>()).add(sizes.size()));
      sizes.add(parts.size());
    }

    /** A sentence of which that holds: its number, and how many of these parts it has too. */
    Optional<Integer> first(Set<String> parts, BiPredicate<Integer, Integer> holds) {
      var shared = new int[sizes.size()];
      for (var part : parts) {
        for (int sentence : having.getOrDefault(part, List.of())) {
          shared[sentence]++;
        }
      }
      for (int sentence = 0; sentence < shared.length; sentence++) {
        if (shared[sentence] > 0 && holds.test(sentence, shared[sentence])) {
          return Optional.of(sentence);
        }
      }
      return Optional.empty();
    }
  }

  /** @param sentences folded, with single spaces */
  NearCopies(List<String> sentences) {
    this.sentences = List.copyOf(sentences);
    for (var sentence : sentences) {
      words.add(words(sentence));
      runs.add(runs(sentence));
    }
  }

  /** One that this sentence is a near copy of. */
  Optional<String> of(String sentence) {
    if (sentence.isEmpty()) {
      return Optional.empty();
    }
    var mine = words(sentence);
    return words.first(mine, (other, shared) -> sameWords(mine.size(), words.sizes.get(other), shared))
        .or(() -> sameLetters(sentence)).map(sentences::get);
  }

  private static boolean sameWords(int one, int other, int both) {
    int more = Math.max(one, other);
    return both >= ALIKE * (one + other - both) || (more >= 6 && both >= more - 1);
  }

  private Optional<Integer> sameLetters(String sentence) {
    var mine = runs(sentence);
    return runs.first(mine,
        (other, shared) -> shared >= mine.size() - RUNS_OF_AN_ERROR * errors(sentence, sentences.get(other))
            && sameLetters(sentence, sentences.get(other)));
  }

  private static boolean sameLetters(String one, String other) {
    int errors = errors(one, other);
    return errors > 0 && Math.abs(one.length() - other.length()) <= errors && Typing.distance(one, other) <= errors;
  }

  private static int errors(String one, String other) {
    int length = Math.max(one.length(), other.length());
    return length >= LONG ? length / 10 : length >= SHORT ? 1 : 0;
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
