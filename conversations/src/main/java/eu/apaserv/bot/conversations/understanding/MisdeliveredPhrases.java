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

/** Somebody else's invoice in one's own letter box: nothing of one's own is asked for. */
final class MisdeliveredPhrases implements Grammar {
  private static final int LONGEST = 120;
  private static final Pattern CAME = Pattern
      .compile(
          "\\b(?:am primit|am gasit|mi[ -]a (?:venit|ajuns)|ne[ -]a (?:venit|ajuns)|a (?:venit|ajuns)|mi[ -]ati trimis|(?:i|we) (?:got|received|found)|i have got)\\b");
  private static final Pattern INVOICE = Pattern.compile("\\b(?:factur\\w*|bill|invoice)\\b");
  private static final Pattern ELSE = Pattern
      .compile(
          "\\b(?:altcuiva|altei persoane|alteia|altuia|(?:a|la|pe numele) (?:unui |unei )?vecin\\w*|pe (?:alt nume|numele (?:altcuiva|altei persoane|altuia))|strain[ae]? (?:in|la)"
              + "|somebody else'?s?|someone else'?s?|(?:my )?neighbou?r'?s)\\b");
  /** It was paid, or is theirs under a wrong name: that is another matter. */
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:platit|achitat|paid|schimb\\w*|titular\\w*|numele meu|contract\\w*|reclam\\w*|email|mail|sms)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || !INVOICE.matcher(line).find() || !ELSE.matcher(line).find()
        || !CAME.matcher(line).find() || OTHER.matcher(line).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("misdelivered", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, Words.language(line), List.of(new Guess("invoice_pdf", 1)), found.all()));
  }
}
