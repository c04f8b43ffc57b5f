package eu.apaserv.bot.core.understanding;

/** A sentence as numbers: the features a vocabulary knows of it, in their order, and what each weighs. */
final class Vector {
  private final int[] features;
  private final float[] values;
  private final Whole whole;

  /**
   * The sentence as a whole.
   *
   * @param hash of all its words in their order
   * @param known whether it has a word seen in training: without one any guess is air
   */
  record Whole(long hash, boolean known) {}

  Vector(int[] features, float[] values, Whole whole) {
    this.features = features;
    this.values = values;
    this.whole = whole;
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
    return whole.known;
  }

  /** The hash of all its words in their order. */
  long sentence() {
    return whole.hash;
  }
}
