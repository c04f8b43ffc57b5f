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

/** No hot water, and no word of the cold: it is somebody else's to bring. */
final class HotWaterPhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final String BEFORE = "(?:(?:buna|buna ziua|salut|alo|iar|iarasi|noi|de ce|de azi|de ieri|azi|de (?:o|doua|trei|patru|cinci|cateva|\\d{1,2}) (?:de )?(?:ora|ore|zi|zile|saptamana|saptamani)|hello|hi|why|is|there|is there|we have|"
      + "i have|there is|there's)[ ,.!]+)*";
  private static final String AFTER = "(?:[ ,]+(?:deloc|azi|astazi|de azi|de ieri|de dimineata|dimineata|de (?:o|doua|2|trei|3|cateva) zile?|la noi|la mine"
      + "|la bloc|acasa|la baie|in bloc|cand vine|cand revine|cand ii dati drumul|de ce|today|at home|since yesterday|any ?more"
      + "|(?:dar )?ce (?:dracu|dracului|naiba|naibii|mama naibii)?(?: ?(?:faceti|paziti|e asta|aveti))(?: acolo)?|rusine(?: sa va fie)?|(?:e |este )?(?:o )?bataie de joc|what the hell))*";
  /** The cold, after the hot: now there is none at all. */
  private static final Pattern NOR_COLD = Pattern.compile("(?:(?:si|dar|da|iar|acum|ba|nu|and|not|no)[ ,]+)*"
      + "(?:(?:nici|si) (?:nu (?:mai )?(?:am|avem|e|este|curge|vine) )?(?:apa |cea |aia |pe cea )?rece(?: (?:nu (?:mai )?(?:e|este|am|avem|curge|vine|i)|n-?(?:am|avem)|deloc|s-a oprit))*"
      + "|(?:no |nor )?(?:the )?cold(?: water| one)?(?: either| neither| is off)?)(?: (?:acum|deloc|nu|now))*");
  private static final Pattern NONE = Pattern.compile(BEFORE
      + "(?:(?:nu (?:mai )?(?:am|avem|e|este|vine|curge|merge|aveti)|n[- ]?(?:am|avem)|fara|s-a oprit|e oprita|cand vine|cand da(?:ti|u)?(?: drumul la)?) apa calda"
      + "|(?:(?:unde|vreau|vrem|dati|si) (?:e |este )?)?apa calda|apa calda (?:nu (?:mai )?(?:vine|curge|merge|este|e|avem|am)|e oprita|s-a oprit|e rece)|no hot water)"
      + AFTER);

  private static final Pattern NEGATED = Pattern.compile("\\b(?:nu|nici|n-?am|n-?avem|no|nor|not|either)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    if (NEGATED.matcher(line).find() && NOR_COLD.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), List.of()));
    }
    if (!NONE.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("hot_water", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
  }
}
