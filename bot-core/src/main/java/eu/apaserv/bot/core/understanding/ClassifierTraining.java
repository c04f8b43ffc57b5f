package eu.apaserv.bot.core.understanding;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;

/**
 * Teaches a {@link Classifier}: a linear support vector machine finds the weights, an OpenNLP model carries them. The
 * same sentences give the same model, in whatever order they come.
 *
 * @param normalizer makes words of the sentences, as it will of the messages
 * @param noisyCopies how many mistyped copies of each sentence are learned beside it
 * @param noise the share of letters mistyped in them
 * @param cost how much a wrong sentence costs against simple weights (C)
 * @param sharpness margins are multiplied by it before they become probabilities, so that these are true
 * @param prune weights below it are left out
 */
public record ClassifierTraining(Normalizer normalizer, int noisyCopies, double noise, double cost, double sharpness,
    double prune) {

  private record Sentence(int label, List<String> words) {}

  /** The settings that were best on public data sets, Romanian and English (see docs/understanding.md). */
  public static ClassifierTraining standard(Normalizer normalizer) {
    return new ClassifierTraining(normalizer, 2, 0.06, 0.5, 4, 0.02);
  }

  /**
   * Learns from examples.
   *
   * @param examples at least one for each of two labels
   * @param lexicon further words to put typing errors right by
   */
  public Classifier train(List<Example> examples, List<String> lexicon) {
    var labels = examples.stream().map(Example::label).distinct().sorted().toArray(String[]::new);
    if (labels.length < 2) {
      throw new IllegalArgumentException("A classifier needs examples of at least two labels, not of " + labels.length);
    }
    var clean = sentences(examples, labels);
    var speller = new Speller(lexicon(clean, lexicon));
    var all = withNoise(clean, speller);
    var idf = idf(clean, all);
    var model = solve(all, labels, idf);
    return new Classifier(model, idf, speller);
  }

  private List<Sentence> sentences(List<Example> examples, String[] labels) {
    return examples.stream().distinct().sorted(Comparator.comparing(Example::label).thenComparing(Example::text))
        .map(e -> new Sentence(Arrays.binarySearch(labels, e.label()), normalizer.words(Folded.of(e.text())))).toList();
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
          all.add(new Sentence(sentence.label, words));
        }
      }
    }
    return all;
  }

  /** Features of clean sentences, and of at least two of the others; rarity is counted among all. */
  private static Map<String, Float> idf(List<Sentence> clean, List<Sentence> all) {
    var seen = new HashSet<String>();
    clean.forEach(s -> seen.addAll(Features.count(s.words).keySet()));
    var sentences = new HashMap<String, Integer>();
    all.forEach(s -> Features.count(s.words).keySet().forEach(f -> sentences.merge(f, 1, Integer::sum)));
    var idf = new HashMap<String, Float>();
    sentences.forEach((feature, count) -> {
      if (count > 2 || seen.contains(feature)) {
        idf.put(feature, (float) (Math.log((1.0 + all.size()) / (1 + count)) + 1));
      }
    });
    return idf;
  }

  private QNModel solve(List<Sentence> sentences, String[] labels, Map<String, Float> idf) {
    var names = new TreeSet<>(idf.keySet());
    names.add(Features.ALWAYS);
    var numbers = new TreeMap<String, Integer>();
    names.forEach(name -> numbers.put(name, numbers.size() + 1));
    var index = new HashMap<>(numbers);

    var problem = new Problem();
    problem.l = sentences.size();
    problem.n = names.size();
    problem.bias = -1;
    problem.x = sentences.stream().map(s -> row(Vector.of(s.words, idf), index)).toArray(Feature[][]::new);
    problem.y = sentences.stream().mapToDouble(s -> s.label).toArray();
    Linear.disableDebugOutput();
    var parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, cost, 0.1);
    parameter.setRandom(new Random(1));
    return model(Linear.train(problem, parameter), names.toArray(String[]::new), labels);
  }

  private static Feature[] row(Vector vector, Map<String, Integer> numbers) {
    return IntStream.range(0, vector.names().length)
        .mapToObj(i -> (Feature) new FeatureNode(numbers.getOrDefault(vector.names()[i], 0), vector.values()[i]))
        .sorted(Comparator.comparingInt(Feature::getIndex)).toArray(Feature[]::new);
  }

  private QNModel model(Model solved, String[] names, String[] labels) {
    var weights = solved.getFeatureWeights();
    int columns = labels.length == 2 ? 1 : labels.length;
    var contexts = new Context[names.length];
    for (int feature = 0; feature < names.length; feature++) {
      var outcomes = new ArrayList<Integer>();
      var parameters = new ArrayList<Double>();
      for (int column = 0; column < columns; column++) {
        double weight = weights[feature * columns + column];
        if (Math.abs(weight) >= prune) {
          outcomes.add(solved.getLabels()[column]);
          parameters.add(weight * sharpness);
          if (columns == 1) {
            outcomes.add(solved.getLabels()[1]);
            parameters.add(-weight * sharpness);
          }
        }
      }
      contexts[feature] = new Context(outcomes.stream().mapToInt(i -> i).toArray(),
          parameters.stream().mapToDouble(d -> d).toArray());
    }
    return new QNModel(contexts, names, labels);
  }
}
