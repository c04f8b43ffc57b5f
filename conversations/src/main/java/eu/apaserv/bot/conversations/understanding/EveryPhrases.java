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
      .compile(
          "(?:(?:si|vreau|as vrea|doresc|va rog|trimite\\w*|trimiteti-mi|da-mi|dati-mi|arata-mi|imi|please|show|send|me|i want|the)[ ,]+)*"
              + "(?:(?<balance>soldu?l?|soldurile|solduri|balances?|c[ai]t (?:e|este|am|avem|datorez|datoram)(?: (?:de )?(?:plata|platit|plati))?|(?:how much|what) do (?:i|we) owe)"
              + "|(?<invoice>(?:(?:cele mai recente|cea mai recenta|ultimele|ultima|cele doua|latest|last) )?(?:facturile|facturi|factura|invoices?|bills?)))"
              + "(?: de plata)?(?<month> (?:din|pe|de pe|for|from|of) (?:luna )?[a-z]{3,11})?(?: de)? (?:pe|pt|ptr|pentru|la|for|at|of|on) "
              + "(?<every>(?:toate|amandoua|ambele|all|both)(?: (?:the |my )?(?:coduri|codurile|contracte|contractele|adrese|adresele|locuri|locurile|case|casele|apartamente"
              + "|apartamentele|locuinte|locuintele|codes|places|addresses|houses|flats|of them))?)(?:[ ,]+(?:va rog|te rog|please))?");
  /** Several of what each code has one of. */
  private static final Pattern BALANCES = Pattern
      .compile("(?:(?:va rog|vreau|please) )?(?:soldurile|solduri|balances)(?: mele)?(?: va rog| please)?"
          + "|(?:(?:si|dar|la)[ ,]+)*care (?:din|dintre) (?<of>ele|coduri\\w*|case|adrese|apartamente|locuri) (?:are|am|e|este) (?:restant\\w*|datori\\w*|ceva de plata|de plata|neplatit\\w*)");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (EVERY.matcher(line).matches()) {
      return Optional.of(of(text, folded, "every"));
    }
    var wished = OF_EVERY.matcher(line);
    if (wished.matches()) {
      var found = new Findings(folded);
      if (wished.group("month") != null) {
        new CalendarFinder().find(folded, "invoice_pdf", current, found);
      }
      found.mention("every", "1", wished.start("every"), wished.end("every"));
      return Optional.of(of(text, found, wished.group("balance") == null ? "invoice_pdf" : "balance"));
    }
    return balances(text, folded, line);
  }

  private static Optional<Understood> balances(String text, Folded folded, String line) {
    var asked = BALANCES.matcher(line);
    if (!asked.matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    boolean of = asked.group("of") != null;
    found.mention("every", "1", of ? asked.start("of") : 0, of ? asked.end("of") : folded.text().length());
    return Optional.of(of(text, found, "balance"));
  }

  private static Understood of(String text, Folded folded, String intent) {
    var found = new Findings(folded);
    found.mention("every", "1", 0, folded.text().length());
    return of(text, found, intent);
  }

  private static Understood of(String text, Findings found, String intent) {
    return new Understood(text, null, List.of(new Guess(intent, 1)), found.all());
  }
}
