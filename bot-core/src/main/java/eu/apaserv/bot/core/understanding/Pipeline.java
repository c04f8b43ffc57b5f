package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understanding in its stages: exact grammars first, the first that matches wins; then the classifier, and what it names.
 *
 * @param grammars exact forms, in the order they are tried
 * @param normalizer makes words of messages
 * @param classifier tells the intent
 * @param languages tells the language
 * @param finders find entities, in their order
 * @param sure a best guess below this probability is out of scope
 */
public record Pipeline(List<Grammar> grammars, Normalizer normalizer, Classifier classifier, LanguageOf languages,
    List<EntityFinder> finders, double sure) implements Understanding {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final int GUESSES = 5;

  public Pipeline {
    grammars = List.copyOf(grammars);
    finders = List.copyOf(finders);
  }

  @Override
  public Understood understand(String text, Language current) {
    try {
      var folded = Folded.of(text);
      return exact(text, folded, current).orElseGet(() -> guessed(text, folded, current));
    } catch (RuntimeException e) {
      // A customer's odd message must not end the turn of a conversation; the text itself is theirs and not logged.
      LOG.error("A message of {} characters could not be understood", text.length(), e);
      return new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 0)), List.of());
    }
  }

  private Optional<Understood> exact(String text, Folded folded, Language current) {
    for (var grammar : grammars) {
      var understood = grammar.read(text, folded, current);
      if (understood.isPresent()) {
        return understood;
      }
    }
    return Optional.empty();
  }

  private Understood guessed(String text, Folded folded, Language current) {
    var sentence = classifier.vocabulary().read(normalizer.words(folded));
    var language = languages.of(sentence);
    var guesses = guesses(sentence);
    var found = new Findings(folded);
    for (var finder : finders) {
      finder.find(folded, guesses.getFirst().intent(), language == null ? current : language, found);
    }
    return new Understood(text, language, guesses, found.all());
  }

  private List<Guess> guesses(Vector sentence) {
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
}
