package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the language of a message; says so when it is too short to tell. */
public final class LanguageOf {
  private final Classifier classifier;
  private final double sure;
  private final Set<String> alike;

  /**
   * @param classifier with the languages' codes as labels, over the same vocabulary as the intents'
   * @param sure the probability from which on it answers
   * @param alike words, folded, that are written so in any language, such as those of addresses
   */
  public LanguageOf(Classifier classifier, double sure, Set<String> alike) {
    this.classifier = classifier;
    this.sure = sure;
    this.alike = Set.copyOf(alike);
  }

  /** Where all words belong to a language. */
  public LanguageOf(Classifier classifier, double sure) {
    this(classifier, sure, Set.of());
  }

  /** The words by which a language can be told: no numbers or codes either. */
  List<String> telling(List<String> words) {
    return words.stream().filter(word -> !alike.contains(word) && word.chars().allMatch(Character::isLetter)).toList();
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
