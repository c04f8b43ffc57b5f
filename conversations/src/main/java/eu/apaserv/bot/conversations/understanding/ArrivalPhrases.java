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

/**
 * "Nu am primit niciun mesaj": a code or a notice has not come. Near in its words to wanting none, and the very contrary of
 * STOP, which it must never be taken for; what did not come, only the open question knows.
 */
final class ArrivalPhrases implements Grammar {
  private static final int LONGEST = 80;
  private static final String MESSAGE = "\\b(?:mesaj\\w*|sms\\w*|cod(?:ul|u|uri)?|notificar\\w*|messages?|texts?|codes?)\\b";
  private static final Pattern NOT_COME = Pattern
      .compile("^(?:(?:.*[ ,.!])?(?:nu|n)[ -](?:(?:mi|ne|a|o|am|au|se|imi|inca|mai|i|mi-a|mi-o|ni)[ -])*"
          + "(?:venit|vinit|sosit|ajuns|primit|vine|vini|primesc|primim|soseste|ajunge)\\b.*"
          + "|.*\\b(?:not|no|never|(?:have|has|did|do|does)n'?t)\\b.{0,24}\\b(?:got(?:ten)?|get|received?|arrived?|come|came)\\b.*"
          + "|(?:(?:tot|inca|inca nu|dar|still|but|yet)[ ,]+)*(?:niciun|nici un|nici-un|no) (?:mesaj|sms|cod|message|code)(?: (?:inca|yet|pana acum|so far))?"
          + "|.*\\b(?:got|received) (?:no|nothing)\\b.*|.*\\bno (?:message|text|sms|code) (?:received|arrived|came|yet)\\b.*)");
  /** Nothing is wanted any more: that may well be a STOP. */
  private static final Pattern UNWANTED = Pattern
      .compile("\\b(?:sa (?:nu|nu-mi)|vreau|vrea|doresc|trimite\\w*|opri\\w*|stop\\w*|sterge\\w*"
          + "|dezabon\\w*|want|send\\w*|unsubscribe)\\b");

  /** What they were not told of is what they ask about. */
  private static final Pattern OF_THE_WATER = Pattern.compile("\\b(?:apa|apei|water)\\b");

  private static final Pattern OF_MESSAGES = Pattern.compile(MESSAGE);

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    boolean told = line.length() <= LONGEST && OF_MESSAGES.matcher(line).find() && !UNWANTED.matcher(line).find()
        && NOT_COME.matcher(line).matches();
    if (!told) {
      return Optional.empty();
    }
    if (!OF_THE_WATER.matcher(line).find()) {
      return Optional.of(new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), List.of()));
    }
    var found = new Findings(folded);
    found.mention("untold", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
  }
}
