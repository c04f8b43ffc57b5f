package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleConsumer;

/**
 * Finds the weights of linear support vector machines, one label against the rest, with squared hinge loss: dual
 * coordinate descent (Hsieh et al., ICML 2008) for all labels side by side, so that each sentence is walked once for all
 * of them.
 */
final class Solver {
  private static final int MOST_ROUNDS = 40;
  private static final float ENOUGH = 0.1f;

  private final List<Vector> sentences;
  private final int[] answers;
  private final int labels;
  private final float diagonal;
  private final float[] weights;
  private final float[] alphas;
  private final float[] squares;

  /**
   * @param features how many there are
   * @param answers the label of each sentence
   * @param cost what an error costs (C)
   */
  Solver(List<Vector> sentences, int features, int[] answers, int labels, double cost) {
    this.sentences = sentences;
    this.answers = answers;
    this.labels = labels;
    this.diagonal = (float) (0.5 / cost);
    this.weights = new float[features * labels];
    this.alphas = new float[sentences.size() * labels];
    this.squares = new float[sentences.size()];
  }

  /**
   * The weight of feature f for label k at {@code f * labels + k}.
   *
   * @param watcher is told the share that is done
   */
  float[] solve(DoubleConsumer watcher) {
    for (int i = 0; i < squares.length; i++) {
      squares[i] = square(sentences.get(i));
    }
    var order = new int[sentences.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    var random = new Random(1);
    float worst = Float.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && worst > ENOUGH; round++) {
      watcher.accept((double) round / MOST_ROUNDS);
      shuffle(order, random);
      worst = 0;
      for (int i : order) {
        worst = Math.max(worst, improve(i));
      }
    }
    return weights;
  }

  /** One step for one sentence and every label; how wrong it was. */
  private float improve(int i) {
    var sentence = sentences.get(i);
    var sums = new float[labels];
    for (int f = 0; f < sentence.size(); f++) {
      add(sums, 0, weights, sentence.feature(f) * labels, sentence.value(f), labels);
    }
    float worst = 0;
    boolean moved = false;
    for (int k = 0; k < labels; k++) {
      int sign = answers[i] == k ? 1 : -1;
      float alpha = alphas[i * labels + k];
      float gradient = sign * sums[k] - 1 + alpha * diagonal;
      float projected = alpha == 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      float next = projected == 0 ? alpha : Math.max(alpha - gradient / (squares[i] + diagonal), 0);
      alphas[i * labels + k] = next;
      sums[k] = (next - alpha) * sign;
      moved |= sums[k] != 0;
    }
    for (int f = 0; moved && f < sentence.size(); f++) {
      add(weights, sentence.feature(f) * labels, sums, 0, sentence.value(f), labels);
    }
    return worst;
  }

  private static void add(float[] to, int toStart, float[] from, int fromStart, float times, int length) {
    for (int k = 0; k < length; k++) {
      to[toStart + k] += times * from[fromStart + k];
    }
  }

  private static float square(Vector sentence) {
    float sum = 0;
    for (int f = 0; f < sentence.size(); f++) {
      sum += sentence.value(f) * sentence.value(f);
    }
    return sum;
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }
}
