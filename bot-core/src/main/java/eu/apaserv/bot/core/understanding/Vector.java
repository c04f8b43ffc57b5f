package eu.apaserv.bot.core.understanding;

/** A sentence as numbers: the features a vocabulary knows of it, in their order, and what each weighs. */
final class Vector {
  private final int[] features;
  private final float[] values;
  private final boolean known;
  private final long sentence;

  Vector(int[] features, float[] values, boolean known, long sentence) {
    this.features = features;
    this.values = values;
    this.known = known;
    this.sentence = sentence;
  }

  int size() {
    return features.length;
  }

  int feature(int i) {
    return features[i];
  }

  float value(int i) {
    return values[i];
  }

  /** Whether it has a word seen in training: without one any guess is air. */
  boolean known() {
    return known;
  }

  /** The hash of all its words in their order. */
  long sentence() {
    return sentence;
  }
}
