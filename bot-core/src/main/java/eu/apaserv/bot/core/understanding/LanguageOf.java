package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the language of a message; says so when it is too short to tell. */
public final class LanguageOf {
  private final Classifier classifier;
  private final double sure;

  /**
   * @param classifier with the languages' codes as labels
   * @param sure the probability from which on it answers
   */
  public LanguageOf(Classifier classifier, double sure) {
    this.classifier = classifier;
    this.sure = sure;
  }

  /** The language, or null when these words could be of either. */
  public @Nullable Language of(List<String> words) {
    if (!classifier.knows(words)) {
      return null;
    }
    var best = classifier.classify(words).getFirst();
    return best.confidence() < sure ? null : Language.valueOf(best.intent().toUpperCase(Locale.ROOT));
  }
}
