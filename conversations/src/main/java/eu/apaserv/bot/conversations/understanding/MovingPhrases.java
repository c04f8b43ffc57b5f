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

/** Somebody is about to leave the place, and asks what becomes of the contract; where they go, and what is new there, is another wish. */
final class MovingPhrases implements Grammar {
  private static final int LONGEST = 120;
  private static final Pattern MOVES = Pattern
      .compile(
          "\\b(?:(?:ma|ne) (?:voi |vom )?(?:mut|mutam|muta)|o sa (?:ma mut|ne mutam)|sa (?:ma mut|ne mutam)|plec(?:am)? din (?:apartament|casa|chirie|oras|locuinta|tara)"
              + "|eliberez (?:apartamentul|casa|locuinta)|(?:i'?m|i am|we'?re|we are|i will be|we will be) moving(?: out| away)?|moving out|move out)\\b");
  private static final Pattern ASKS = Pattern
      .compile(
          "\\b(?:contract\\w*|ce (?:am de facut|trebuie|fac|facem|urmeaza)|cum (?:fac|facem|procedez|procedam)|what (?:do|should|must) (?:i|we)|how do (?:i|we))\\b");
  /** Where they go there is a contract to make, and an address of letters is no place. */
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:index\\w*|factur\\w*|sold\\w*|plat\\w*|nou|noua|bransa\\w*|racord\\w*|adres\\w*|numel\\w*|titular\\w*|(?:nu|fara|n-?am|n-?avem) (?:[a-z]+ )?apa|bills?|invoices?|new|address|meter|name|water (?:is|off))\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || folded.digits() || OTHER.matcher(line).find() || !MOVES.matcher(line).find()
        || !ASKS.matcher(line).find()
        || OwnWish.trouble(line)) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("moving", "1", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(folded.text()), List.of(new Guess("contract_change", 1)), found.all()));
  }
}
