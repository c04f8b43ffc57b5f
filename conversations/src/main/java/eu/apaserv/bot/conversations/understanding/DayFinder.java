package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.regex.Pattern;

/** A day and nothing else, "mâine?", "dar sâmbătă", "and on Sunday": whatever it is taken for, it may follow what was asked. */
final class DayFinder implements EntityFinder {
  private static final Pattern ALONE = Pattern
      .compile("(?:(?:si|dar|iar|and|what about|how about|but) )*(?:pe |on |in )?"
          + "(?<day>azi|astazi|maine|poimaine|luni|marti|miercuri|joi|vineri|sambata|simbata|duminica|today|tomorrow|monday|"
          + "tuesday|wednesday|thursday|friday|saturday|sunday"
          + "|\\d{1,2} (?:ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie))[ .!?]*");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var day = ALONE.matcher(message.text().stripTrailing());
    if (day.matches()) {
      found.mention("day", day.group("day"), day.start("day"), day.end("day"));
    }
  }
}
