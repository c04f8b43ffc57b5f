package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Map;

/**
 * A sentence as numbers: the rarer a feature among the training sentences, the more it weighs (tf-idf, the count
 * dampened); words and runs of letters are each scaled to length 1, so that a long sentence does not shout.
 */
final class Vector {
  private final String[] names;
  private final float[] values;

  private Vector(String[] names, float[] values) {
    this.names = names;
    this.values = values;
  }

  /** Features known to the model. */
  String[] names() {
    return names;
  }

  /** The weight of each. */
  float[] values() {
    return values;
  }

  static Vector of(List<String> words, Map<String, Float> idf) {
    var counts = Features.count(words);
    var names = new String[counts.size() + 1];
    var values = new float[counts.size() + 1];
    names[0] = Features.ALWAYS;
    values[0] = 1;
    int known = 1;
    double wordSquares = 0;
    double runSquares = 0;
    for (var entry : counts.entrySet()) {
      var rarity = idf.get(entry.getKey());
      if (rarity == null) {
        continue;
      }
      int count = entry.getValue();
      float value = count == 1 ? rarity : (float) ((1 + Math.log(count)) * rarity);
      names[known] = entry.getKey();
      values[known++] = value;
      if (Features.isWord(entry.getKey())) {
        wordSquares += value * value;
      } else {
        runSquares += value * value;
      }
    }
    return scaled(java.util.Arrays.copyOf(names, known), java.util.Arrays.copyOf(values, known), wordSquares,
        runSquares);
  }

  private static Vector scaled(String[] names, float[] values, double wordSquares, double runSquares) {
    float words = (float) (1 / Math.sqrt(Math.max(wordSquares, 1e-9)));
    float runs = (float) (1 / Math.sqrt(Math.max(runSquares, 1e-9)));
    for (int i = 1; i < names.length; i++) {
      values[i] *= Features.isWord(names[i]) ? words : runs;
    }
    return new Vector(names, values);
  }
}
