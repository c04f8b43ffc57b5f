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
      + "(?: (?:cele )?(?:2|3|4|5|6|doua|trei|patru|cinci|sase|two|three|four|five|six))?"
      + "(?: (?:codurile|coduri|contractele|contracte|adresele|adrese|apartamentele|apartamente|facturile|facturi|alea|the codes|codes|bills|invoices))?(?:[ ,]+(?:va rog|te rog|please))?");

  /** The same beside what is wanted of each. */
  private static final Pattern OF_EVERY = Pattern
      .compile(
          "(?:(?:sal|salut|buna|ziua|hello|hi|si|vreau|as vrea|doresc|va rog|trimite\\w*|trimiteti-mi|da-mi|dati-mi|arata-mi|imi|please|show|send|me|i want|the)[ ,]+)*"
              + "(?:(?<balance>soldu?l?|soldurile|solduri|balances?|c[ai]t (?:e|este|am|avem|datorez|datoram)(?: (?:de )?(?:plata|platit|plati))?|(?:how much|what) do (?:i|we) owe)"
              + "|(?<invoice>(?:(?:cele mai recente|cea mai recenta|ultimele|ultima|cele doua|latest|last) )?(?:facturile|facturi|factura|invoices?|bills?)))"
              + "(?: de plata)?(?<month> (?:din|pe|de pe|for|from|of) (?:luna )?[a-z]{3,11})?(?: de)? (?:pe|pt|ptr|pentru|la|for|at|of|on) "
              + "(?<every>(?:toate|amandoua|ambele|all|both)(?: (?:cele )?(?:2|3|4|5|doua|trei|patru|cinci|two|three|four|five))?(?: (?:the |my )?(?:coduri|codurile|contracte|contractele|adrese|adresele|locuri|locurile|case|casele|apartamente"
              + "|apartamentele|locuinte|locuintele|codes|places|addresses|houses|flats|of them))?)(?:[ ,]+(?:va rog|te rog|please|rapid|repede|urgent|acum|asap|now))*");
  /** "Plătesc la amândouă", "pay both". */
  private static final Pattern PAID = Pattern.compile(
      "(?:(?:de fapt|lasa|las-o|stai|stati|ba|mai bine|bine|deci|actually|wait|no wait|vreau|as vrea|doresc|vrem|pot|sa|va rog|hai|ok|atunci|i|want to|would like to|i'd like to|can|please|let me|let's)[ ,]+)*"
          + "(?:plat(?:esc|im|eesc|este|esti|iti)(?:[ -]?le)?|le (?:platesc|platim|achit)|achit|achitam|plata|pay)(?: (?:factur\\w*|the|my|bills?|invoices?|cod\\w*|codes?))*(?: (?:la|pe|pt|pentru|de la|for|of))? "
          + "(?<every>(?:amandoua|ambele|both|toate(?: (?:cele )?(?:2|doua|3|4|5|6|trei|patru|cinci|sase))?(?: (?:codurile|contractele|adresele|casele|locurile|apartamentele|facturile|alea)(?: restante| neplatite| scadente| de plata)?)?|all(?: of)?(?: (?:the|my|them))?(?: (?:3|4|5|6|three|four|five|six))?(?: (?:codes|places|addresses|houses|flats|accounts|bills|invoices))?)"
          + "(?: (?:of them|the|my|facturile|facturi|codurile|coduri|contractele|adresele|casele|bills|invoices|codes|places|accounts))*)"
          + "(?:[ ,]+(?:va rog|te rog|please|odata|acum|now))*");
  /** As many as there are codes, of one month: "cele două facturi din octombrie". */
  private static final Pattern INVOICES = Pattern.compile(
      "(?:(?:si|vreau|as vrea|doresc|va rog|te rog|trimite[a-z-]*|da-mi|dati-mi|arata-mi|mi|imi|please|show|send|me|i want)[ ,]+)*"
          + "(?:cele doua|amandoua|ambele|both(?: the)?) (?:facturi|facturile|invoices|bills) (?:din|pe|de pe|pentru|pt|for|from|of) (?:luna )?[a-z]{3,11}(?: month)?"
          + "(?: de la (?:amandoua|ambele)(?: codurile)?)?(?:[ ,]+(?:va rog|te rog|please))?");
  /** "Și cele din septembrie", after those: of each again. */
  private static final Pattern THOSE = Pattern
      .compile(
          "(?:(?:si|dar|and|also)[ ,]+)+(?:pe )?(?:cele|alea|the ones|those)(?: doua)? (?:din|pe|de pe|pentru|from|for|of) (?:luna )?[a-z]{3,11}(?:[ ,]+(?:va rog|te rog|please))?");

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
    if (INVOICES.matcher(line).matches() || THOSE.matcher(line).matches()) {
      var found = new Findings(folded);
      new CalendarFinder().find(folded, "invoice_pdf", current, found);
      if (!found.all().isEmpty()) {
        found.mention("every", "1", 0, folded.text().length());
        return Optional.of(of(text, found, THOSE.matcher(line).matches() ? Understood.OUT_OF_SCOPE : "invoice_pdf"));
      }
    }
    var paid = PAID.matcher(line);
    if (paid.matches()) {
      var found = new Findings(folded);
      found.mention("every", "1", paid.start("every"), paid.end("every"));
      return Optional.of(of(text, found, "pay"));
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
