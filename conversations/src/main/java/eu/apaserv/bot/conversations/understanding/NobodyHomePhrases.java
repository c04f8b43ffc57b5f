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

/** "Nu e nimeni acasă să deschidă la contor": no complaint; what becomes of the reading then is what they need to know. */
final class NobodyHomePhrases implements Grammar {
  /** Beside a wish it is why, and wants nothing more. */
  static final String CLAUSE = "(?:si |ca |dar )?(?:nu (?:e|este) nimeni acasa|nu (?:sunt|suntem) acasa|nobody(?: is|'s)? (?:at )?home)";
  private static final int LONGEST = 120;
  private static final Pattern NOBODY = Pattern
      .compile(
          "\\b(?:nu (?:e|este|o sa fie|va fi|era|a fost) nimeni(?: acolo)? acasa|nu (?:sunt|suntem|stau|voi fi|vom fi|o sa fiu|am fost|eram) (?:eu |noi )?(?:niciodata )?acasa"
              + "|nimeni (?:nu (?:e|este|a fost) )?acasa|(?:nobody|no one|noone) (?:is|will be|was|'s)?(?: at)? ?home|not (?:be )?(?:at )?home)\\b");
  private static final Pattern READER = Pattern
      .compile(
          "\\b(?:contor\\w*|apometr\\w*|citeasca|citi|citit|cititor\\w*|index\\w*|meter|read|reads|reading|reader)\\b");

  /** They give the reading themselves, or doubt one: both are other wishes. */
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:trimit|trimite|transmit|dau|da eu|estimat\\w*|burta|consum\\w*|factur\\w*|mint\\w*|merge|mers|invart\\w*|here is|submit|send|estimat\\w*|bill|lies?|lying)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || folded.digits() || !NOBODY.matcher(line).find() || !READER.matcher(line).find()
        || OTHER.matcher(line).find() || OwnWish.any(line)) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("nobody_home", "1", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(line), List.of(new Guess("reading_window", 1)), found.all()));
  }
}
