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

/** "Și al doilea", "dar celălalt cod?", "and the other one": no wish of its own, the same is asked of another client code. */
final class OtherCodePhrases implements Grammar {
  /** In place of a client code: not the one asked about last. */
  private static final String NEXT = "next";
  private static final Pattern OTHER = Pattern
      .compile("(?:(?:ok|bine|acum)[ ,]+)*(?:si|dar|da|iar|and|but|what about|how about)[ ,]+"
          + "(?:(?:pe|pt|pentru|la|de la|din|pi|for|on|of|at)[ ,]+)?"
          + "(?:(?:pe )?(?:al doilea|al doile|a doua|al 2-?lea|celalalt|cealalta|celalant|alalalt)|the (?:second|other)(?: one)?|my other)"
          + "(?: (?:cod|cod de client|cont|contract|loc|apartament|adresa|casa|locuinta|abonament|code|client code|account|place|flat|house|one))?"
          + "(?:[ ,]+(?:va rog|te rog|please|too))?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    if (!OTHER.matcher(Words.unmarked(folded.text().strip()).strip()).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("client_code", NEXT, 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), found.all()));
  }
}
