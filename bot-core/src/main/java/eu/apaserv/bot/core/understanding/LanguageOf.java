package eu.apaserv.bot.core.understanding;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the language of a message; says so when it is too short to tell. */
public final class LanguageOf {
  private final Classifier classifier;
  private final double sure;

  /**
   * @param classifier with the languages' codes as labels, over the same vocabulary as the intents'
   * @param sure the probability from which on it answers
   */
  public LanguageOf(Classifier classifier, double sure) {
    this.classifier = classifier;
    this.sure = sure;
  }

  /** The language, or null when these words could be of either. */
  @Nullable
  Language of(Vector sentence) {
    if (!sentence.known()) {
      return null;
    }
    var best = classifier.classify(sentence, 1).getFirst();
    return best.confidence() < sure ? null : Language.valueOf(best.intent().toUpperCase(Locale.ROOT));
  }
}
