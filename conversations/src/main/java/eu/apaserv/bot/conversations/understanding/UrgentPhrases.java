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

/** "E urgent, alunecă lumea pe gheață": of what was just reported. With anything else beside it, it is left to be a report of its own. */
final class UrgentPhrases implements Grammar {
  private static final int LONGEST = 90;
  private static final String WHO_SLIPS = "(?:(?:ca|pt ca|pentru ca|fiindca) )?aluneca (?:lumea|oamenii|copiii|batranii)(?: pe (?:gheata|ea))?"
      + "|(?:because )?people (?:are slipping|slip)(?: on (?:the )?ice)?";
  private static final Pattern URGENT = Pattern
      .compile(
          "(?:(?:va rog|te rog|dar|si|ca|e|este|i|foarte|tare|chiar|cam|please|it's|its|it is|very|but|that's)[ ,!]+)*"
              + "(?:urgent|urgenta|o urgenta|grav|periculos|dangerous|an emergency)"
              + "(?:[ ,.!]+(?:va rog|te rog|please|deja|aici|here|" + WHO_SLIPS + "))*");

  /** It grows, and nobody has come yet. */
  private static final Pattern WORSE = Pattern.compile(
      "(?:(?:va rog|dar|da|si|ca|acum|deja|inca|apa|e|este|se face|s-a facut|curge|it's|it is|its|is|and|now|still|getting|gets)[ ,]+)*"
          + "(?:(?:din ce in ce|tot) mai (?:rau|tare)|curge (?:din ce in ce|tot) mai mult|mai (?:rau|tare) (?:decat|ca) (?:inainte|mai devreme|azi dimineata|ieri|aseara)"
          + "|getting worse|worse and worse|worse now)(?: (?:acum|va rog|now|please))*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || !(URGENT.matcher(line).matches() || WORSE.matcher(line).matches())) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("urgent", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, Words.language(folded.text()),
        List.of(new Guess("report_fault", 1)), found.all()));
  }
}
