package eu.apaserv.bot.core.understanding;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What sentences are read by: the words it can put right and the features it weighs, the rarer the more (tf-idf). One
 * vocabulary serves several classifiers, so that a message is read once.
 */
public final class Vocabulary {
  private static final int NONE = -1;

  private final Speller speller;
  private final String[] names;
  private final float[] idf;
  private final long[] hashes;
  private final int[] places;
  private final int always;

  /**
   * @param names of the features, sorted; {@link Features#ALWAYS} among them
   * @param idf the weight of each by its rarity
   */
  Vocabulary(Speller speller, String[] names, float[] idf) {
    this.speller = speller;
    this.names = names;
    this.idf = idf;
    int size = Integer.highestOneBit(Math.max(16, names.length)) * 4;
    this.hashes = new long[size];
    this.places = new int[size];
    Arrays.fill(places, NONE);
    for (int i = 0; i < names.length; i++) {
      put(Features.hash(names[i]), i);
    }
    this.always = place(Features.hash(Features.ALWAYS));
  }

  /** The words, their typing errors put right. */
  List<String> corrected(List<String> words) {
    return corrected(words, _ -> false);
  }

  /** @param names words that are no mistyped ones, however near they are to a word that was taught */
  List<String> corrected(List<String> words, Predicate<String> names) {
    return words.stream().map(word -> names.test(word) ? word : speller.correct(word)).toList();
  }

  /** Reads a sentence as it stands, what is not in the lexicon as {@link Features#UNKNOWN}. */
  Vector vector(List<String> words) {
    return vector(words, known(words, speller));
  }

  /** The words, {@link Features#UNKNOWN} in place of those nobody taught. */
  static List<String> known(List<String> words, Speller speller) {
    return words.stream().map(w -> speller.counts().containsKey(w) ? w : Features.UNKNOWN).toList();
  }

  /**
   * Reads a sentence as it stands. Words and runs of letters are each scaled to length 1, so that a long sentence does not
   * shout.
   *
   * @param known the words, {@link Features#UNKNOWN} in place of those nobody taught
   */
  Vector vector(List<String> words, List<String> known) {
    var seen = new Seen(words);
    Features.each(words, known, seen);
    return seen.vector(Features.sentence(words), known.stream().anyMatch(this::taught));
  }

  /** Whether a word was in a sentence that was taught, not only in the lexicon. */
  private boolean taught(String word) {
    return !word.equals(Features.UNKNOWN) && place(Features.word(word)) != NONE;
  }

  int size() {
    return names.length;
  }

  String[] names() {
    return names;
  }

  float idf(int feature) {
    return idf[feature];
  }

  /** Puts the words right that it reads. */
  public Speller speller() {
    return speller;
  }

  private void put(long hash, int place) {
    int slot = slot(hash);
    hashes[slot] = hash;
    places[slot] = place;
  }

  private int place(long hash) {
    return places[slot(hash)];
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> 20) & (places.length - 1);
    while (places[slot] != NONE && hashes[slot] != hash) {
      slot = (slot + 1) & (places.length - 1);
    }
    return slot;
  }

  /** Collects the features of one sentence: their numbers, words marked by the lowest bit. */
  private final class Seen implements Features.Sink {
    private final int[] found;
    private int size;

    private Seen(List<String> words) {
      int most = 1;
      for (var word : words) {
        most += 2 + 4 * (word.length() + 2);
      }
      found = new int[most];
      found[size++] = always << 1;
    }

    @Override
    public void take(long hash, boolean word) {
      int place = place(hash);
      if (place != NONE) {
        found[size++] = place << 1 | (word ? 1 : 0);
      }
    }

    private Vector vector(long sentence, boolean known) {
      Arrays.sort(found, 0, size);
      var features = new int[size];
      var values = new float[size];
      double words = 0;
      double runs = 0;
      int last = -1;
      for (int i = 0; i < size;) {
        int count = 1;
        while (i + count < size && found[i + count] == found[i]) {
          count++;
        }
        int feature = found[i] >> 1;
        float value = feature == always ? 1 : idf[feature] * (count == 1 ? 1 : (float) (1 + Math.log(count)));
        features[++last] = found[i];
        values[last] = value;
        words += (found[i] & 1) == 1 ? value * value : 0;
        runs += (found[i] & 1) == 0 && feature != always ? value * value : 0;
        i += count;
      }
      return scaled(Arrays.copyOf(features, last + 1), Arrays.copyOf(values, last + 1), words, runs,
          new Vector.Whole(sentence, known));
    }

    private Vector scaled(int[] features, float[] values, double words, double runs,
        Vector.Whole whole) {
      float word = (float) (1 / Math.sqrt(Math.max(words, 1e-9)));
      float run = (float) (1 / Math.sqrt(Math.max(runs, 1e-9)));
      for (int i = 0; i < features.length; i++) {
        int feature = features[i] >> 1;
        values[i] *= feature == always ? 1 : (features[i] & 1) == 1 ? word : run;
        features[i] = feature;
      }
      return new Vector(features, values, whole);
    }
  }
}
