package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a classifier learns from: the sentences as given, and copies of them as people would spoil them: mistyped, and
 * with words nobody taught. In the same order whatever order the sentences came in.
 */
final class Lessons {
  /** Every fifth sentence is kept aside once, to learn how far a margin can be trusted. */
  private static final int ASIDE = 5;
  private static final int SEVERAL = -1;
  /** A word used no more often stands for all those never heard. */
  private static final int SELDOM = 2;

  private final ClassifierTraining training;
  private final String[] labels;
  private final List<Lesson> clean;
  private final Speller speller;
  private final Random random = new Random(20_250_101);

  /**
   * One sentence.
   *
   * @param label its place among the labels
   * @param known its words, {@link Features#UNKNOWN} in place of those that are not in the lexicon
   * @param copy whether it is a spoiled copy
   * @param aside whether it is kept aside once, with its copies
   */
  record Lesson(int label, List<String> words, List<String> known, boolean copy, boolean aside) {}

  /**
   * @param labels sorted
   * @param lexicon further words to put typing errors right by
   */
  Lessons(ClassifierTraining training, List<Example> examples, String[] labels, List<String> lexicon) {
    this.training = training;
    this.labels = labels;
    this.clean = clean(examples);
    this.speller = new Speller(counts(lexicon));
  }

  /** The same over the words another classifier has. */
  Lessons(ClassifierTraining training, List<Example> examples, String[] labels, Speller speller) {
    this.training = training;
    this.labels = labels;
    this.clean = clean(examples);
    this.speller = speller;
  }

  Speller speller() {
    return speller;
  }

  /** The label of each sentence that has but one, by the sentence's hash. */
  Map<Long, Integer> learned() {
    var learned = new HashMap<Long, Integer>();
    clean.forEach(l -> learned.merge(Features.sentence(l.words), l.label,
        (one, other) -> one.equals(other) ? one : SEVERAL));
    learned.values().removeIf(label -> label == SEVERAL);
    return learned;
  }

  /** The sentences and their copies. */
  List<Lesson> all() {
    var all = new ArrayList<>(clean);
    for (int copy = 0; copy < training.noisyCopies(); copy++) {
      for (var lesson : clean) {
        add(all, lesson, mistyped(lesson.words));
      }
    }
    for (var lesson : clean) {
      var known = lesson.words.stream().map(this::seldomHidden).toList();
      if (!known.equals(lesson.words)) {
        all.add(new Lesson(lesson.label, lesson.words, known, true, lesson.aside));
      }
    }
    return all;
  }

  private List<Lesson> clean(List<Example> examples) {
    var sorted = examples.stream().distinct().sorted(Comparator.comparing(Example::label).thenComparing(Example::text))
        .toList();
    return IntStream.range(0, sorted.size()).mapToObj(i -> {
      var example = sorted.get(i);
      var words = training.normalizer().words(Folded.of(example.text()));
      return new Lesson(Arrays.binarySearch(labels, example.label()), words, words, false, i % ASIDE == 0);
    }).toList();
  }

  private Map<String, Integer> counts(List<String> lexicon) {
    var counts = new HashMap<String, Integer>();
    clean.forEach(l -> l.words.forEach(w -> counts.merge(w, 1, Integer::sum)));
    lexicon.forEach(w -> counts.putIfAbsent(w, 1));
    return counts;
  }

  /** Noisy copies go through the speller, as messages will: what is learned is what it leaves wrong. */
  private List<String> mistyped(List<String> words) {
    return new Noise(training.noise()).mistype(words, random).stream().map(speller::correct).toList();
  }

  private void add(List<Lesson> all, Lesson lesson, List<String> words) {
    if (!words.isEmpty() && !words.equals(lesson.words)) {
      all.add(new Lesson(lesson.label, words, Vocabulary.known(words, speller), true, lesson.aside));
    }
  }

  private String seldomHidden(String word) {
    return speller.counts().getOrDefault(word, 0) > SELDOM ? word : Features.UNKNOWN;
  }
}
