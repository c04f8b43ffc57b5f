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

  /** The same beside what is wanted of each. */
  private static final Pattern OF_EVERY = Pattern
      .compile("(?:(?:si|vreau|va rog|please|show|send|me)[ ,]+)*(?:(?<balance>soldu?l?|soldurile|solduri|balances?)"
          + "|(?<invoice>facturile|facturi|factura|invoices?|bills?))(?: de)? (?:pe|pt|ptr|pentru|la|for) "
          + "(?:toate|amandoua|ambele|all|both)(?: (?:the )?(?:codurile|contractele|adresele|locurile|codes|places|addresses|of them))?(?:[ ,]+(?:va rog|te rog|please))?");
  /** Several of what each code has one of. */
  private static final Pattern BALANCES = Pattern
      .compile("(?:(?:va rog|vreau|please) )?(?:soldurile|solduri|balances)(?: mele)?(?: va rog| please)?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (EVERY.matcher(line).matches()) {
      return Optional.of(of(text, folded, "every"));
    }
    var wished = OF_EVERY.matcher(line);
    if (wished.matches()) {
      return Optional.of(of(text, folded, wished.group("balance") == null ? "invoice_pdf" : "balance"));
    }
    return BALANCES.matcher(line).matches() ? Optional.of(of(text, folded, "balance")) : Optional.empty();
  }

  private static Understood of(String text, Folded folded, String intent) {
    var found = new Findings(folded);
    found.mention("every", "1", 0, folded.text().length());
    return new Understood(text, null, List.of(new Guess(intent, 1)), found.all());
  }
}
