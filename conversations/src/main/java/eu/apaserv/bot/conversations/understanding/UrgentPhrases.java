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

/** "E urgent, alunecă lumea pe gheață": of what was just reported; with another wish beside it is that wish. */
final class UrgentPhrases implements Grammar {
  private static final int LONGEST = 90;
  private static final Pattern URGENT = Pattern
      .compile(
          "(?:(?:va rog|te rog|dar|si|ca|e|este|i|foarte|tare|chiar|cam|please|it's|its|it is|very|but|that's)[ ,!]+)*"
              + "(?:urgent|urgenta|o urgenta|grav|periculos|dangerous|an emergency)(?:[,.!]+ .{0,60}| (?:va rog|te rog|please|ca|pt ca|pentru ca|fiindca|because|deja|aici|the|there|people)\\b.{0,60})?");
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:apa|factur\\w*|index\\w*|plat\\w*|sold\\w*|contract\\w*|card\\w*|sun\\w*|suna\\w*|operator|coleg|person|call\\w*|teav\\w*|water|pay\\w*|bills?|pipe)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || OTHER.matcher(line).find() || !URGENT.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("urgent", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, Words.language(folded.text()),
        List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), found.all()));
  }
}
