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

/** Who it is that answers, and the news that the water is back: told by nothing but these words. */
final class SmallTalk implements Grammar {
  private static final String ONE = "(?:om|robot|robotul|bot|masinarie|persoana|computer)";
  private static final Pattern WHO = Pattern.compile("(?:buna|buna ziua|salut|dar|da|si|hello|hi)?[ ,.!]*"
      + "(?:(?:esti|sunteti|e|este|(?:vorbesc|scriu) cu(?= (?:un )?(?:robot|bot|masinarie|computer)))(?: cumva)?(?: un| o)? "
      + ONE + "(?: sau(?: un| o)? " + ONE
      + ")?(?: adevarat[a]?| real[a]?)?"
      + "|cine (?:esti|sunteti|imi raspunde|raspunde aici)|cu cine vorbesc|cum te cheama|(?:are you|am i talking to|is this)(?: a| an)? "
      + "(?:robot|bot|human|person|real person|machine)(?: or(?: a| an)? (?:robot|bot|human|person|machine|ai))?|who are you|who am i talking to)");
  private static final Pattern BACK = Pattern
      .compile("(?:(?:gata|ok|da|bine|acum|multumesc|in sfarsit|done|ok)[ ,.!]+)*"
          + "(?:a (?:venit|revenit)(?: deja)? apa|apa a (?:venit|revenit)|s-a dat drumul la apa|(?:merge|curge|avem|am) (?:iar|din nou|iarasi) apa"
          + "|(?:the )?water (?:is|has come|came) back(?: on)?)(?:[ ,.!]+(?:acum|deja|multumesc|mersi|thanks|thank you|now))*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (WHO.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("who_answers", 1)), List.of()));
    }
    if (text.contains("?") || !BACK.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("water_back", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
  }
}
