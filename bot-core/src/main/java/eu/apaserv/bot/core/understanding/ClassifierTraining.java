package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.Context;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a {@link Classifier}: a linear support vector machine finds the weights, an OpenNLP model carries them. The
 * same sentences give the same model, in whatever order they come.
 *
 * @param normalizer makes words of the sentences, as it will of the messages
 * @param noisyCopies how many mistyped copies of each sentence are learned beside it
 * @param noise the share of letters mistyped in them
 * @param cost how much a wrong sentence costs against simple weights (C)
 * @param prune weights below it are left out
 */
public record ClassifierTraining(Normalizer normalizer, int noisyCopies, double noise, double cost, double prune) {
  /** Every fifth sentence is kept aside once, to learn how far a margin can be trusted. */
  private static final int ASIDE = 5;
  private static final int SEVERAL = -1;

  private record Sentence(int label, List<String> words, boolean mistyped, boolean aside) {}

  /** The settings that were best on public data sets, Romanian and English. */
  public static ClassifierTraining standard(Normalizer normalizer) {
    return new ClassifierTraining(normalizer, 3, 0.06, 0.5, 0.02);
  }

  /**
   * Learns from examples.
   *
   * @param examples at least one for each of two labels
   * @param lexicon further words to put typing errors right by
   */
  public Classifier train(List<Example> examples, List<String> lexicon) {
    return train(examples, lexicon, null);
  }

  /** Learns other labels over another classifier's vocabulary: a message is then read once for both. */
  public Classifier trainBeside(Classifier other, List<Example> examples) {
    return train(examples, List.of(), other.vocabulary());
  }

  private Classifier train(List<Example> examples, List<String> lexicon, @Nullable Vocabulary given) {
    var labels = examples.stream().map(Example::label).distinct().sorted().toArray(String[]::new);
    if (labels.length < 2) {
      throw new IllegalArgumentException("A classifier needs examples of at least two labels, not of " + labels.length);
    }
    var clean = sentences(examples, labels);
    var speller = given == null ? new Speller(lexicon(clean, lexicon)) : given.speller();
    var all = withNoise(clean, speller);
    var vocabulary = given == null ? vocabulary(all, speller) : given;
    double sharpness = sharpness(all, speller, labels);
    return new Classifier(vocabulary, model(vocabulary, labels, solve(all, vocabulary, labels), sharpness),
        learned(clean));
  }

  private List<Sentence> sentences(List<Example> examples, String[] labels) {
    var sorted = examples.stream().distinct().sorted(Comparator.comparing(Example::label).thenComparing(Example::text))
        .toList();
    return IntStream.range(0, sorted.size()).mapToObj(i -> {
      var example = sorted.get(i);
      return new Sentence(Arrays.binarySearch(labels, example.label()), normalizer.words(Folded.of(example.text())),
          false, i % ASIDE == 0);
    }).toList();
  }

  /** The label of each sentence that has but one. */
  private static Map<Long, Integer> learned(List<Sentence> clean) {
    var labels = new HashMap<Long, Integer>();
    clean.forEach(
        s -> labels.merge(Features.sentence(s.words), s.label, (one, other) -> one.equals(other) ? one : SEVERAL));
    labels.values().removeIf(label -> label == SEVERAL);
    return labels;
  }

  private static Map<String, Integer> lexicon(List<Sentence> sentences, List<String> more) {
    var counts = new HashMap<String, Integer>();
    sentences.forEach(s -> s.words.forEach(w -> counts.merge(w, 1, Integer::sum)));
    more.forEach(w -> counts.putIfAbsent(w, 1));
    return counts;
  }

  /** Noisy copies go through the speller, as messages will: what is learned is what it leaves wrong. */
  private List<Sentence> withNoise(List<Sentence> clean, Speller speller) {
    var mistypes = new Noise(noise);
    var all = new ArrayList<>(clean);
    var random = new Random(20_250_101);
    for (int copy = 0; copy < noisyCopies; copy++) {
      for (var sentence : clean) {
        var words = mistypes.mistype(sentence.words, random).stream().map(speller::correct).toList();
        if (!words.isEmpty() && !words.equals(sentence.words)) {
          all.add(new Sentence(sentence.label, words, true, sentence.aside));
        }
      }
    }
    return all;
  }

  /** Features of clean sentences, and of at least three of the others; rarity is counted among all. */
  private static Vocabulary vocabulary(List<Sentence> all, Speller speller) {
    var clean = new HashSet<String>();
    var sentences = new HashMap<String, Integer>();
    for (var sentence : all) {
      var names = Features.names(sentence.words);
      names.forEach(f -> sentences.merge(f, 1, Integer::sum));
      if (!sentence.mistyped) {
        clean.addAll(names);
      }
    }
    sentences.entrySet().removeIf(f -> f.getValue() < 3 && !clean.contains(f.getKey()));
    sentences.put(Features.ALWAYS, all.size());
    var names = sentences.keySet().toArray(String[]::new);
    Arrays.sort(names);
    var idf = new float[names.length];
    for (int i = 0; i < idf.length; i++) {
      idf[i] = (float) (Math.log((1.0 + all.size()) / (1 + sentences.getOrDefault(names[i], 0))) + 1);
    }
    return new Vocabulary(speller, names, idf);
  }

  private float[] solve(List<Sentence> sentences, Vocabulary vocabulary, String[] labels) {
    var vectors = sentences.stream().map(s -> vocabulary.vector(s.words)).toList();
    var answers = sentences.stream().mapToInt(Sentence::label).toArray();
    return new Solver(vectors, vocabulary.size(), answers, labels.length, cost).solve();
  }

  /** By what margins must be multiplied to be probabilities, as sentences kept aside once tell. */
  private double sharpness(List<Sentence> all, Speller speller, String[] labels) {
    var learned = all.stream().filter(s -> !s.aside).toList();
    var aside = all.stream().filter(s -> s.aside && !s.mistyped).toList();
    var vocabulary = vocabulary(learned, speller);
    var model = model(vocabulary, labels, solve(learned, vocabulary, labels), 1);
    var margins = aside.stream().map(s -> model.margins(vocabulary.vector(s.words))).toList();
    var answers = aside.stream().map(Sentence::label).toList();
    double best = 1;
    double least = Double.MAX_VALUE;
    for (double sharpness = 1; sharpness <= 12; sharpness *= 1.05) {
      double surprise = surprise(margins, answers, sharpness);
      if (surprise < least) {
        least = surprise;
        best = sharpness;
      }
    }
    return best;
  }

  private static double surprise(List<double[]> margins, List<Integer> answers, double sharpness) {
    double surprise = 0;
    for (int i = 0; i < margins.size(); i++) {
      double all = 0;
      for (double margin : margins.get(i)) {
        all += Math.exp(sharpness * margin);
      }
      surprise += Math.log(all) - sharpness * margins.get(i)[answers.get(i)];
    }
    return surprise;
  }

  private LinearModel model(Vocabulary vocabulary, String[] labels, float[] weights, double sharpness) {
    var contexts = new Context[vocabulary.size()];
    for (int feature = 0; feature < contexts.length; feature++) {
      int row = feature * labels.length;
      var kept = IntStream.range(0, labels.length).filter(k -> Math.abs(weights[row + k]) >= prune).toArray();
      contexts[feature] = new Context(kept,
          Arrays.stream(kept).mapToDouble(k -> weights[row + k] * sharpness).toArray());
    }
    return new LinearModel(contexts, vocabulary.names(), labels);
  }
}
