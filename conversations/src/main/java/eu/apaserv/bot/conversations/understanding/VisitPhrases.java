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

/** "Când vine?": whoever was just talked about, the team, the reader or the water; out of nothing it may be either. */
final class VisitPhrases implements Grammar {
  private static final double MAYBE = 0.45;
  private static final Pattern VISIT = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|ok|bine|and|but)[ ,]+)*(?:cam )?cand (?:vine|vin|ajung|ajunge|o sa vina|ar veni|pot veni|pot sa vina)(?: cineva)?(?: (?:la mine|aici|oare|totusi))?(?<mend> sa (?:o |il |le )?(?:repare|vada|rezolve|remedieze|schimbe|aranjeze))?"
              + "|(?:and |but |so )?when (?:do|will|can|are|is) (?:they|somebody|someone|anybody|anyone|you) (?:come|coming|be here|get here|arrive)");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    var visit = VISIT.matcher(line);
    if (!visit.matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("visit", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, Words.language(line),
        visit.group("mend") == null
            ? List.of(new Guess("outage_info", MAYBE), new Guess("reading_window", MAYBE))
            : List.of(new Guess("outage_info", MAYBE)),
        found.all()));
  }
}
