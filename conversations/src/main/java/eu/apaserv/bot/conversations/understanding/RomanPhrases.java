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

/** "Roman", "dar in Roman?": the town, which is spelled nearly as the language is; no wish of its own. */
final class RomanPhrases implements Grammar {
  private static final Pattern TOWN = Pattern
      .compile("(?:(?:si|dar|da|iar|pai|and|but|what about|how about)[ ,]+)*(?:(?:in|la|din|for|from) )?"
          + "(?:(?:orasul|municipiul|the town of) )?(?<town>roman)(?:[ ,]+(?:e|este|cum e|va rog|te rog|please|too))?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var town = TOWN.matcher(Words.unmarked(folded.text().strip()).strip());
    if (!town.matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    int start = folded.text().indexOf("roman", town.start("town"));
    found.mention("locality", "Roman", start, start + "roman".length());
    return Optional.of(new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), found.all()));
  }
}
