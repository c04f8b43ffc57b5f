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

/** "Apă meteorică": what that line of the invoice is. Rain that floods a street is a fault, and what it costs is the price's. */
final class RainPhrases implements Grammar {
  private static final int LONGEST = 140;
  private static final String RAIN = "(?:(?:ap[ae]i?|apele|canal\\w*|tax[ae]\\w*) (?:de )?(?:meteoric\\w*|pluvial\\w*|ploaie|ploi)|(?:meteoric|pluvial)\\w*"
      + "|rain ?-?water|storm ?-?water)";
  private static final Pattern NAMED = Pattern.compile("\\b" + RAIN + "\\b");
  private static final Pattern ALONE = Pattern
      .compile("(?:(?:si|dar|da|cu|and|what about|the)[ ,]+)*" + RAIN + "[ ?.!]*");
  private static final Pattern ASKED = Pattern.compile(
      "\\b(?:ce|de ?ce|di ce|cum|plat\\w*|factur\\w*|calcul\\w*|inseamna|explic\\w*|what|why|how|pay\\w*|paid|bill\\w*|invoice\\w*|charge\\w*|mean\\w*)\\b");
  private static final Pattern FAULT = Pattern.compile(
      "\\b(?:infund\\w*|inund\\w*|balt\\w*|refu\\w*|curge\\w*|ies[ei]?|gura|rigol\\w*|capac\\w*|flood\\w*|block\\w*|clog\\w*)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || !NAMED.matcher(line).find() || FAULT.matcher(line).find()
        || !(ALONE.matcher(line).matches() || ASKED.matcher(line).find())) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("tariff_topic", "rain", 0, folded.text().length());
    return Optional
        .of(new Understood(text, line.contains("water") ? Language.EN : Language.RO, List.of(new Guess("tariff", 1)),
            found.all()));
  }
}
