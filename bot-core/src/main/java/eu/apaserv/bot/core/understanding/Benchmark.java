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
 * @param outOfScopeRecall sentences out of scope that are refused at the doubt the training found: told to be out of
 *   scope, or less sure than one in twenty of the sentences in scope that were kept aside
 * @param falseRejections sentences in scope that are refused so
 * @param trainingSeconds processor time of training
 * @param microseconds to read and classify one sentence, on one thread in steady state
 * @param modelBytes as kept on disk
 */
public record Benchmark(int sentences, double accuracy, double macroF1, double auroc, double outOfScopeRecall,
    double falseRejections, double trainingSeconds, double microseconds, int modelBytes) {
  /** The label of sentences that belong to none of the others. */
  public static final String OUT_OF_SCOPE = "oos";
  private static final int ROUNDS = 8;

  /** Trains on some sentences, tests on others. */
  public static Benchmark of(List<Example> train, List<Example> test, Normalizer normalizer, Watcher watcher) {
    long start = processorTime();
    var trained = ClassifierTraining.standard(normalizer).watched(watcher).train(train, List.of());
    double seconds = (processorTime() - start) / 1e9;
    var bytes = new ByteArrayOutputStream();
    var classifier = reread(trained, bytes);
    var tally = new Tally(classifier.doubt());
    test.forEach(e -> tally.add(e.label(), classifier.classify(normalizer.words(Folded.of(e.text())), 2)));
    return tally.benchmark(test.size(), seconds, microseconds(classifier, normalizer, test), bytes.size());
  }

  /** Counts while sentences go by. */
  private static final class Tally {
    private final double doubt;
    private final Map<String, int[]> labels = new HashMap<>();
    private final List<double[]> scores = new ArrayList<>();
    private int inScope;
    private int right;
    private int refused;
    private int refusedRightly;

    private Tally(double doubt) {
      this.doubt = doubt;
    }

    private void add(String label, List<Guess> guesses) {
      boolean told = guesses.getFirst().intent().equals(OUT_OF_SCOPE);
      var best = told ? guesses.getLast() : guesses.getFirst();
      boolean outside = label.equals(OUT_OF_SCOPE);
      boolean refuses = told || best.confidence() < doubt;
      scores.add(new double[]{best.confidence(), outside ? 0 : 1});
      if (outside) {
        refusedRightly += refuses ? 1 : 0;
        return;
      }
      inScope++;
      refused += refuses ? 1 : 0;
      right += best.intent().equals(label) ? 1 : 0;
      count(labels, label, best.intent());
    }

    private Benchmark benchmark(int sentences, double seconds, double microseconds, int bytes) {
      return new Benchmark(sentences, (double) right / inScope, macroF1(labels), auroc(scores),
          (double) refusedRightly / (scores.size() - inScope), (double) refused / inScope, seconds, microseconds,
          bytes);
    }
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
