package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody has no card, told by few words that are all known: other ways to pay are wanted, whatever was said before. */
final class NoCardPhrases implements Grammar {
  private static final Pattern NONE = Pattern
      .compile("\\b(?:nu|n|fara|without|no|don|not)\\b.{0,24}\\b(?:card|cardul|cardu|carduri|cards)\\b");
  private static final Set<String> OF_CARDS = FewWords
      .of("nu n card cardul cardu carduri cards bancar bancara banca folosesc folosim detin posed plati platesc platim plata achit "
          + "sa don t not use own bank i no to pay");
  private static final Pattern ROMANIAN = Pattern.compile("nu|n|fara|cardul?|bancar");
  private static final Pattern ENGLISH = Pattern.compile("no|don|use|without|cards");

  private final Gazetteer gazetteer;

  NoCardPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, OF_CARDS)
        .filter(words -> words.allKnown(OF_CARDS::contains) && words.says(NONE))
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("pay", 1)), List.of()));
  }
}
