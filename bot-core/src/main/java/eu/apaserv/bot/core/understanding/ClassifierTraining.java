package eu.apaserv.bot.core.understanding;

import eu.apaserv.bot.core.understanding.Lessons.Lesson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.Context;

/**
 * Teaches a {@link Classifier}: a linear support vector machine finds the weights, an OpenNLP model carries them. The
 * same sentences give the same model, in whatever order they come.
 *
 * @param normalizer makes words of the sentences, as it will of the messages
 * @param noisyCopies how many mistyped copies of each sentence are learned beside it
 * @param noise the share of letters mistyped in them
 * @param cost how much a wrong sentence costs against simple weights (C)
 * @param prune weights below it are left out
 * @param watcher is told how far the work has come
 */
public record ClassifierTraining(Normalizer normalizer, int noisyCopies, double noise, double cost, double prune,
    Watcher watcher) {
  /** So many of the sentences kept aside may be less sure than the doubt. */
  private static final int ONE_IN = 20;

  /** By what margins are multiplied to be probabilities, and the probability one in twenty sentences does not reach. */
  private record Trust(double sharpness, double doubt) {}

  /** The settings that were best on public data sets, Romanian and English. */
  public static ClassifierTraining standard(Normalizer normalizer) {
    return new ClassifierTraining(normalizer, 3, 0.06, 0.5, 0.02, Watcher.NOBODY);
  }

  /** The same, watched. */
  public ClassifierTraining watched(Watcher watcher) {
    return new ClassifierTraining(normalizer, noisyCopies, noise, cost, prune, watcher);
  }

  /**
   * Learns from examples.
   *
   * @param examples at least one for each of two labels
   * @param lexicon further words to put typing errors right by
   */
  public Classifier train(List<Example> examples, List<String> lexicon) {
    var labels = labels(examples);
    var lessons = new Lessons(this, examples, labels, lexicon);
    var all = lessons.all();
    return classifier(lessons, all, vocabulary(all, lessons.speller()), labels);
  }

  /** Learns other labels over another classifier's vocabulary: a message is then read once for both. */
  public Classifier trainBeside(Classifier other, List<Example> examples) {
    var labels = labels(examples);
    var lessons = new Lessons(this, examples, labels, other.vocabulary().speller());
    return classifier(lessons, lessons.all(), other.vocabulary(), labels);
  }

  private static String[] labels(List<Example> examples) {
    var labels = examples.stream().map(Example::label).distinct().sorted().toArray(String[]::new);
    if (labels.length < 2) {
      throw new IllegalArgumentException("A classifier needs examples of at least two labels, not of " + labels.length);
    }
    return labels;
  }

  private Classifier classifier(Lessons lessons, List<Lesson> all, Vocabulary vocabulary, String[] labels) {
    var trust = trust(all, lessons.speller(), labels);
    var weights = solve(all, vocabulary, labels, 0.5);
    return new Classifier(vocabulary, model(vocabulary, labels, weights, trust.sharpness), lessons.learned(),
        trust.doubt);
  }

  /** Features of clean sentences, and of at least three of the others; rarity is counted among all. */
  private static Vocabulary vocabulary(List<Lesson> all, Speller speller) {
    var clean = new HashSet<String>();
    var sentences = new HashMap<String, Integer>();
    for (var lesson : all) {
      var names = Features.names(lesson.words(), lesson.known());
      names.forEach(f -> sentences.merge(f, 1, Integer::sum));
      if (!lesson.copy()) {
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

  /** @param done the share of all the work that was done before */
  private float[] solve(List<Lesson> lessons, Vocabulary vocabulary, String[] labels, double done) {
    var vectors = lessons.stream().map(l -> vocabulary.vector(l.words(), l.known())).toList();
    var answers = lessons.stream().mapToInt(Lesson::label).toArray();
    var solver = new Solver(vectors, vocabulary.size(), answers, labels.length, cost);
    return solver.solve(share -> watcher.at("learning", done + share / 2, lessons.size() + " sentences"));
  }

  /** As sentences kept aside once tell. */
  private Trust trust(List<Lesson> all, Speller speller, String[] labels) {
    var learned = all.stream().filter(l -> !l.aside()).toList();
    var aside = all.stream().filter(l -> l.aside() && !l.copy()).toList();
    var vocabulary = vocabulary(learned, speller);
    var model = model(vocabulary, labels, solve(learned, vocabulary, labels, 0), 1);
    var margins = aside.stream().map(l -> model.margins(vocabulary.vector(l.words(), l.known()))).toList();
    var answers = aside.stream().map(Lesson::label).toList();
    double best = 1;
    double least = Double.MAX_VALUE;
    for (double sharpness = 1; sharpness <= 12; sharpness *= 1.05) {
      double surprise = surprise(margins, answers, sharpness);
      if (surprise < least) {
        least = surprise;
        best = sharpness;
      }
    }
    return new Trust(best, doubt(margins, best));
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

  private static double doubt(List<double[]> margins, double sharpness) {
    var sure = margins.stream().mapToDouble(m -> {
      double most = Arrays.stream(m).max().orElse(0);
      return 1 / Arrays.stream(m).map(margin -> Math.exp(sharpness * (margin - most))).sum();
    }).sorted().toArray();
    return sure.length == 0 ? 0 : sure[sure.length / ONE_IN];
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
