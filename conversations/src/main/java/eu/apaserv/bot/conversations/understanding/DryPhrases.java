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

/** No water on a street that is called after a day: its figures are neither a reading nor a date. */
final class DryPhrases implements Grammar {
  private static final int LONGEST = 140;
  private static final Pattern DRY = Pattern
      .compile("^(?:(?:buna|ziua|salut|alo|hello|hi|iar|iarasi|de|azi|noi|si)[ ,.!]+)*"
          + "(?:nu (?:mai )?(?:am|avem|este|e|vine|curge|aveti|i) (?:deloc )?ap[ae]|n-?(?:am|avem) apa|fara apa|"
          + "(?:e|este|s-a) oprita? apa|(?:we have |i have |there is |there's )?no water)\\b");

  private final DateStreets streets = new DateStreets();
  private final PlaceFinder places;

  DryPhrases(PlaceFinder places) {
    this.places = places;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || !folded.digits() || !DRY.matcher(line).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    streets.find(folded, "outage_info", current, found);
    if (!found.has("street")) {
      return Optional.empty();
    }
    places.find(folded, "outage_info", current, found);
    return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
  }
}
