package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Guesses what a stretch of text wants. Greetings and thanks that were learned word for word are taken off both ends
 * first: "buna ziua … va multumesc" says nothing about what stands between.
 *
 * @param normalizer makes words of the text
 * @param classifier tells the intent of words
 * @param courtesies the intents of what people say around a wish
 * @param asides the intents of what is no wish when something else is said
 * @param sure a best guess below this probability is out of scope
 * @param insults words that only tell how angry somebody is: they stand around a wish and are none
 * @param names folded words of names the product knows, which may change meanwhile: they are read as they are typed
 */
public record Guessing(Normalizer normalizer, Classifier classifier, Set<String> courtesies, Set<String> asides,
    double sure, Predicate<String> insults, Predicate<String> names) {
  private static final int GUESSES = 5;
  /** Longer courtesies are not taken off. */
  private static final int LONGEST = 5;
  /** What is left between courtesies must want something as surely as this. */
  private static final double SURE_BETWEEN = 0.5;
  private static final double SURE_OF_TWO = 0.9;

  public Guessing {
    courtesies = Set.copyOf(courtesies);
    asides = Set.copyOf(asides);
  }

  /** Where no insults and no names are known. */
  public Guessing(Normalizer normalizer, Classifier classifier, Set<String> courtesies, Set<String> asides,
      double sure) {
    this(normalizer, classifier, courtesies, asides, sure, _ -> false, _ -> false);
  }

  /** The words of a text, its typing errors put right. */
  List<String> words(Folded text) {
    return classifier.vocabulary().corrected(normalizer.words(text), names);
  }

  /** What words want, best first; never empty. */
  List<Guess> guesses(List<String> words) {
    return guesses(words, classifier.vocabulary().vector(words));
  }

  /** The same of words whose vector is known already. */
  List<Guess> guesses(List<String> words, Vector sentence) {
    var wish = between(words);
    if (wish.size() < words.size() && !wish.isEmpty()) {
      var guesses = plain(classifier.vocabulary().vector(wish));
      if (isWish(wish, guesses.getFirst())) {
        return guesses;
      }
    }
    return plain(sentence);
  }

  /** What is left is short and was half of a courtesy nobody taught, unless it is surely something else. */
  private boolean isWish(List<String> words, Guess best) {
    return switch (words.size()) {
      case 1 -> best.intent().equals(classifier.learned(words));
      case 2 -> best.confidence() >= SURE_OF_TWO;
      default -> best.confidence() >= SURE_BETWEEN;
    } && !best.intent().equals(Understood.OUT_OF_SCOPE) && !asides.contains(best.intent());
  }

  private List<Guess> plain(Vector sentence) {
    if (!sentence.known()) {
      return List.of(new Guess(Understood.OUT_OF_SCOPE, 0.9));
    }
    var best = classifier.classify(sentence, GUESSES);
    if (best.getFirst().confidence() >= sure) {
      return best;
    }
    var unsure = new ArrayList<Guess>();
    unsure.add(new Guess(Understood.OUT_OF_SCOPE, 1 - best.getFirst().confidence()));
    best.stream().filter(g -> !g.intent().equals(Understood.OUT_OF_SCOPE)).forEach(unsure::add);
    return unsure;
  }

  /** The words without the courtesies they begin and end with. */
  private List<String> between(List<String> words) {
    var rest = words;
    for (int cut = before(rest); cut > 0; cut = before(rest)) {
      rest = rest.subList(cut, rest.size());
    }
    for (int cut = after(rest); cut > 0; cut = after(rest)) {
      rest = rest.subList(0, rest.size() - cut);
    }
    return rest;
  }

  private int before(List<String> words) {
    for (int length = Math.min(LONGEST, words.size()); length > 0; length--) {
      if (isCourtesy(words.subList(0, length))) {
        return length;
      }
    }
    return 0;
  }

  private int after(List<String> words) {
    for (int length = Math.min(LONGEST, words.size()); length > 0; length--) {
      if (isCourtesy(words.subList(words.size() - length, words.size()))) {
        return length;
      }
    }
    return 0;
  }

  private boolean isCourtesy(List<String> words) {
    var label = classifier.learned(words);
    return (label != null && courtesies.contains(label)) || insults.test(String.join(" ", words));
  }
}
