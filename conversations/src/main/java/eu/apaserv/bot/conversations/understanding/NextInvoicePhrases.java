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

/** "Când vine factura?": near in its words to the water that is to come back and to the wish to be told. */
final class NextInvoicePhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final Pattern WHEN = Pattern.compile(
      "(?:(?:buna|ziua|seara|salut|alo|si|dar|da|ok|pai|hello|hi|and|but|va rog|as vrea sa stiu|vreau sa stiu|stiti)[ ,.!]+)*"
          + "(?:(?:ultima |urmatoarea |noua )?factura(?: noua| urmatoare)? (?:cam )?(?:pe )?cand (?:(?:mai|o sa|ne|imi|mi|va)[ ]+)*(?:vine|vini|vina|apare|primesc|iese|ajunge|soseste)|(?:cam |pe )?cand (?:(?:mai|o sa|ne|imi|mi|ni|va|se)[ ]+)*(?:vine|vini|vina|primesc|primim|trimiteti|emite|emiteti|iese|apare|soseste|ajunge|dati|faceti|facturati)"
          + "(?: (?:si|noua|urmatoarea|ultima|cea noua))* factur\\w*|when (?:do|does|will|is|can|should) (?:i |we |you |the |my |a |next |new |expect )*(?:get |receive |send |issue )?(?:the |my |a |next |new )*(?:bill|invoice))"
          + "(?: (?:noua|noi|urmatoare|urmatoarea|de luna asta|pe luna asta|luna asta|pe noiembrie|la apa|de apa|come|coming|arrive|issued|sent|out|due to arrive))*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || !WHEN.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("invoice_when", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("invoice_pdf", 1)), found.all()));
  }
}
