package eu.apaserv.bot.core.understanding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the product's own classifier, with its one setting, does on somebody's labelled sentences.
 *
 * @param sentences how many were tested
 * @param accuracy of those in scope, 0 to 1: the best label that is not out of scope
 * @param macroF1 the mean of the labels' F1
 * @param auroc how well in scope and out of scope are told apart, 0.5 to 1; NaN without sentences out of scope
 * @param trainingSeconds processor time of training
 * @param microseconds to read and classify one sentence, on one thread in steady state
 * @param modelBytes as kept on disk
 */
public record Benchmark(int sentences, double accuracy, double macroF1, double auroc, double trainingSeconds,
    double microseconds, int modelBytes) {
  /** The label of sentences that belong to none of the others. */
  public static final String OUT_OF_SCOPE = "oos";
  private static final int ROUNDS = 8;

  /** Trains on some sentences, tests on others. */
  public static Benchmark of(List<Example> train, List<Example> test, Normalizer normalizer) {
    long start = processorTime();
    var trained = ClassifierTraining.standard(normalizer).train(train, List.of());
    double seconds = (processorTime() - start) / 1e9;
    var bytes = new ByteArrayOutputStream();
    var classifier = reread(trained, bytes);
    var counts = new HashMap<String, int[]>();
    var scores = new ArrayList<double[]>();
    int inScope = 0;
    int right = 0;
    for (var example : test) {
      var guesses = classifier.classify(normalizer.words(Folded.of(example.text())), 2);
      var best = guesses.getFirst().intent().equals(OUT_OF_SCOPE) ? guesses.getLast() : guesses.getFirst();
      boolean outside = example.label().equals(OUT_OF_SCOPE);
      scores.add(new double[]{best.confidence(), outside ? 0 : 1});
      if (!outside) {
        inScope++;
        right += best.intent().equals(example.label()) ? 1 : 0;
        count(counts, example.label(), best.intent());
      }
    }
    return new Benchmark(test.size(), (double) right / inScope, macroF1(counts), auroc(scores), seconds,
        microseconds(classifier, normalizer, test), bytes.size());
  }

  /** What is measured is what a program reads back, its weights rounded. */
  private static Classifier reread(Classifier trained, ByteArrayOutputStream bytes) {
    try {
      ClassifierFile.write(List.of(trained), bytes);
      return ClassifierFile.read(new ByteArrayInputStream(bytes.toByteArray())).getFirst();
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot be written", e);
    }
  }

  private static void count(Map<String, int[]> counts, String meant, String understood) {
    counts.computeIfAbsent(meant, _ -> new int[3])[0]++;
    counts.computeIfAbsent(understood, _ -> new int[3])[1]++;
    if (meant.equals(understood)) {
      counts.get(meant)[2]++;
    }
  }

  private static double macroF1(Map<String, int[]> counts) {
    return counts.values().stream().filter(c -> c[0] > 0).mapToDouble(c -> 2.0 * c[2] / (c[0] + c[1])).average()
        .orElse(Double.NaN);
  }

  /** The chance that a sentence in scope scores higher than one out of scope; ties count half. */
  private static double auroc(List<double[]> scores) {
    var sorted = new ArrayList<>(scores);
    sorted.sort(Comparator.comparingDouble(s -> s[0]));
    double ranks = 0;
    double inside = 0;
    for (int i = 0; i < sorted.size();) {
      int ties = i;
      while (ties < sorted.size() && sorted.get(ties)[0] == sorted.get(i)[0]) {
        ties++;
      }
      double rank = (i + 1 + ties) / 2.0;
      for (; i < ties; i++) {
        ranks += sorted.get(i)[1] * rank;
        inside += sorted.get(i)[1];
      }
    }
    double outside = sorted.size() - inside;
    return (ranks - inside * (inside + 1) / 2) / (inside * outside);
  }

  private static double microseconds(Classifier classifier, Normalizer normalizer, List<Example> test) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (var example : test) {
        classifier.classify(normalizer.words(Folded.of(example.text())), 2);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e3 / test.size();
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
