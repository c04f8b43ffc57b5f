package eu.apaserv.bot.core.understanding;

import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;

/**
 * An OpenNLP model that can also be asked by feature numbers instead of names: the same weights and the same
 * probabilities, without a string for each feature of each message.
 */
final class LinearModel extends QNModel {
  private final Context[] contexts;
  /* The same weights in a row each, so that a sentence touches little memory: those of feature f from first[f] on. */
  private final int[] first;
  private final short[] outcomes;
  private final double[] weights;

  LinearModel(Context[] contexts, String[] features, String[] labels) {
    super(contexts, features, labels);
    this.contexts = contexts;
    this.first = new int[contexts.length + 1];
    for (int f = 0; f < contexts.length; f++) {
      first[f + 1] = first[f] + contexts[f].getOutcomes().length;
    }
    this.outcomes = new short[first[contexts.length]];
    this.weights = new double[outcomes.length];
    for (int f = 0; f < contexts.length; f++) {
      for (int w = 0; w < first[f + 1] - first[f]; w++) {
        outcomes[first[f] + w] = (short) contexts[f].getOutcomes()[w];
        weights[first[f] + w] = contexts[f].getParameters()[w];
      }
    }
  }

  Context[] contexts() {
    return contexts;
  }

  String[] labels() {
    return outcomeNames;
  }

  /** The probability of each label. */
  double[] eval(Vector vector) {
    return probabilities(margins(vector));
  }

  /** How far a sentence lies on each label's side. */
  double[] margins(Vector vector) {
    var sums = new double[outcomeNames.length];
    for (int i = 0; i < vector.size(); i++) {
      int feature = vector.feature(i);
      int end = first[feature + 1];
      float value = vector.value(i);
      for (int w = first[feature]; w < end; w++) {
        sums[outcomes[w]] += value * weights[w];
      }
    }
    return sums;
  }

  private static double[] probabilities(double[] sums) {
    double most = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    double all = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.exp(sums[i] - most);
      all += sums[i];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= all;
    }
    return sums;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
