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

/** "Aici", "și la mine?", "at home": no wish of its own, it says where: the place that is one's own. */
final class HerePhrases implements Grammar {
  private static final Pattern HERE = Pattern
      .compile("(?:(?:si|dar|da|pai|adica|iar|chiar|e|este|and|but|what about|how about|is it)[ ,]+)*"
          + "(?:aici|acasa|la (?:mine|noi)(?: (?:acasa|aici|in casa|pe strada|la bloc|pe scara))?|(?:pe|in) (?:strada|casa) (?:mea|noastra)"
          + "|la (?:casa|adresa|locuinta) (?:mea|noastra|din contract)|here|at (?:home|my (?:place|house|flat|address))|(?:on )?my street|my place)"
          + "(?:[ ,]+(?:e|este|cum e|cum este|va rog|te rog|please))?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    if (!HERE.matcher(Words.unmarked(folded.text().strip()).strip()).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("here", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), found.all()));
  }
}
