package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A meter's serial alone: most likely its index is to follow; which one it is, the dialogue knows. */
final class BareSerial implements Grammar {
  /** Below any clear intent: it counts only where nothing was asked. */
  private static final double MAYBE = 0.55;
  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,4}[a-z]{1,3}\\d{4,9})[\\s.!?]*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var form = FORM.matcher(folded.text());
    if (!form.matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("meter_serial", form.group(1).toUpperCase(Locale.ROOT), form.start(1), form.end(1));
    return Optional.of(new Understood(text, null, List.of(new Guess("submit_index", MAYBE)), found.all()));
  }
}
