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

/** A meter that does not turn: "nu merge contorul" begins like a no and is none. */
final class BrokenMeterPhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final String METER = "(?:contor(?:ul|u)?|apometr(?:ul|u)?|ceas(?:ul|u)? de apa)(?: (?:meu|nostru|de apa|de la apa))*";
  private static final String STOPPED = "nu (?:imi |mi |ne |se )?(?:mai )?(?:merge|functioneaza|misca|invarte|invirte|roteste|porneste|inregistreaza)";
  private static final Pattern BROKEN = Pattern.compile("(?:(?:buna|buna ziua|salut|alo|hello|hi)[ ,.!]+)?(?:" + STOPPED
      + " " + METER + "|" + METER + " " + STOPPED
      + "|(?:my |the |our )?(?:water )?meter (?:is(?: ?not|n'?t) (?:working|moving|turning)|does(?: ?not|n'?t) (?:work|move|turn)|(?:is broken|has stopped|stopped)(?: working)?))"
      + "(?: (?:deloc|bine|de (?:o|cateva) (?:zi|zile|luna|luni|saptamana|saptamani)|de ieri|at all|any ?more))*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (line.length() > LONGEST || !BROKEN.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("fault_type", "meter_fault", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("report_fault", 1)), found.all()));
  }
}
