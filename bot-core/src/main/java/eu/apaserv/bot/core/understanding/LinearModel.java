package eu.apaserv.bot.core.understanding;

import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;

/**
 * An OpenNLP model that can also be asked by feature numbers instead of names: the same weights and the same
 * probabilities, without a string for each feature of each message.
 */
final class LinearModel extends QNModel {
  private final Context[] contexts;

  LinearModel(Context[] contexts, String[] features, String[] labels) {
    super(contexts, features, labels);
    this.contexts = contexts;
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
      var context = contexts[vector.feature(i)];
      var outcomes = context.getOutcomes();
      var weights = context.getParameters();
      float value = vector.value(i);
      for (int w = 0; w < outcomes.length; w++) {
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
