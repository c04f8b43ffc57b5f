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

/** "Toate", "pe amândouă", "all of them": no wish of its own, it means what was just asked about or shown. */
final class EveryPhrases implements Grammar {
  private static final Pattern EVERY = Pattern.compile("(?:(?:si|le|vreau|pe|pentru|da|and|ok)[ ,]+)*"
      + "(?:toate|amandoua|ambele|tuturor|all(?: of (?:them|it))?|both(?: of them)?|every one|each)"
      + "(?: (?:codurile|contractele|facturile|alea|the codes|bills|invoices))?(?:[ ,]+(?:va rog|te rog|please))?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (!EVERY.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("every", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("every", 1)), found.all()));
  }
}
