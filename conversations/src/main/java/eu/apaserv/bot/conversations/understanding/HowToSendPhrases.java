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

/** "Nu știu cum se trimite indexul", whatever stands before it: how, and not that it is sent now. */
final class HowToSendPhrases implements Grammar {
  private static final int LONGEST = 140;
  private static final Pattern HOW = Pattern
      .compile(
          "\\b(?:nu (?:stiu|pricep|inteleg|ma pricep)|(?:i )?(?:don'?t|do not) (?:know|understand)) (?:cum|how|sa)(?: (?:se|sa|il|eu|mai|pot|trebuie|to|i|can|do))*"
              + " (?:trimit|trimite|transmit|transmite|dau|da|comunic|comunica|send|submit|give)(?: (?:si|eu|the|my|a|meter))* (?:index\\w*|citire\\w*|reading\\w*)");

  /** The meter itself cannot be read. */
  private static final Pattern ILLEGIBLE = Pattern
      .compile("\\b(?:nu se (?:vede|vad|ved)|aburit\\w*|geam\\w*|foggy|steamed)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    var how = HOW.matcher(line);
    if (line.length() > LONGEST || !how.find() || line.substring(how.end()).chars().anyMatch(Character::isDigit)
        || ILLEGIBLE.matcher(line).find() || OwnWish.any(line)) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("how_to_send", "1", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(line), List.of(new Guess("reading_window", 1)), found.all()));
  }
}
