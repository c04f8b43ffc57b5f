package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a sentence wants: an OpenNLP model over words and runs of letters, the typing errors put right first. Made
 * by {@link ClassifierTraining}, kept by {@link ClassifierFile}. Safe for many threads at once.
 */
public final class Classifier {
  /** How often a sentence that was learned word for word is meant otherwise. */
  private static final double SELDOM = 0.03;

  private final Vocabulary vocabulary;
  private final LinearModel model;
  private final Map<Long, Integer> learned;
  private final double doubt;

  /**
   * @param learned the label of each sentence that was learned, by its hash, where it had but one
   * @param doubt see {@link #doubt()}
   */
  Classifier(Vocabulary vocabulary, LinearModel model, Map<Long, Integer> learned, double doubt) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.doubt = doubt;
    this.learned = Map.copyOf(learned);
  }

  /** The likeliest labels with their probabilities, best first. */
  public List<Guess> classify(List<String> words, int most) {
    return classify(vocabulary.vector(vocabulary.corrected(words)), most);
  }

  /** The probability of each label. */
  double[] chances(Vector sentence) {
    var chances = model.eval(sentence);
    var sure = learned.get(sentence.sentence());
    if (sure != null) {
      for (int i = 0; i < chances.length; i++) {
        chances[i] *= i == sure ? 1 : SELDOM;
      }
      chances[sure] += (1 - SELDOM) * (1 - chances[sure]);
    }
    return chances;
  }

  List<Guess> classify(Vector sentence, int most) {
    var chances = chances(sentence);
    var guesses = new ArrayList<Guess>();
    for (int rank = 0; rank < Math.min(most, chances.length); rank++) {
      int best = 0;
      for (int i = 1; i < chances.length; i++) {
        best = chances[i] > chances[best] ? i : best;
      }
      guesses.add(new Guess(model.getOutcome(best), chances[best]));
      chances[best] = -1;
    }
    return guesses;
  }

  /** The label of a sentence that was learned word for word under one label, else null. */
  @Nullable
  String learned(List<String> words) {
    var label = learned.get(Features.sentence(words));
    return label == null ? null : model.getOutcome(label);
  }

  /** The probability that one in twenty sentences it had not learned did not reach. */
  double doubt() {
    return doubt;
  }

  /** What it reads sentences by. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  Map<Long, Integer> learned() {
    return learned;
  }

  LinearModel model() {
    return model;
  }
}
