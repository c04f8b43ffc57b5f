package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Ce acte îmi trebuie?" without a word of what for: of what was asked about just before. */
final class PapersPhrases implements Grammar {
  private static final Pattern PAPERS = Pattern.compile("(?:(?:si|dar|da|pai|ok|bine|and|but)[ ,]+)*"
      + "(?:(?:ce|care|ci) (?:sunt )?(?:acte\\w*|documente\\w*|hartii\\w*)|(?:what|which) (?:papers?|paperwork|documents?))"
      + "(?:[ ,]+(?:imi|mi|ne|se|mai|ar|sa|anume|exact|trebuie\\w*|trebe|trebu|necesare|cer|cere|ceri|cereti|aduc|aduca|aducem|iau|ia|el|ea|dansa|prezint|luam|vin|cu|mine|am|"
      + "nevoie|de|la|ghiseu|pentru|asta|do|i|we|need|needed|are|should|must|bring|take|have to|required|for|that|it|this))*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    if (!PAPERS.matcher(Words.unmarked(folded.text().strip()).strip()).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("papers", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("contract_change", 1)), found.all()));
  }
}
