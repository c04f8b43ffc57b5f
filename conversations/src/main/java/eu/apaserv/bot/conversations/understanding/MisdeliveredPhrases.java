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
  /** It was paid, or is theirs under a wrong name, or their own is wanted: that is another matter. */
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:platit|achitat|paid|schimb\\w*|titular\\w*|numele meu|contract\\w*|reclam\\w*|email|mail|sms|proprietar\\w*|contor\\w*|consum\\w*|owner|meter"
              + "|a mea|pe a mea|mine|ale mele|factura mea|(?:da|dati|trimite\\w*)[ -]mi|send me|please send)\\b");
  /** A bill of theirs that we sent to somebody, or somebody's that we sent to them: no letter box is to blame. */
  private static final Pattern SENT = Pattern
      .compile(
          "(?:.{0,30}[ ,.!])?(?:de ce )?(?:(?:mi|i|le|ne)[ -])?ati (?:trimis|dat)\\b.{0,30}\\bfactur\\w* (?:mea |noastra )?.{0,20}\\b(?:altcuiva|altei persoane|altuia|alteia|unui vecin|unei vecine|vecin\\w*|strain\\w*)\\b.{0,30}"
              + "|(?:.{0,30}[ ,.!])?you (?:have )?sent\\b.{0,20}\\b(?:bill|invoice)\\b.{0,20}(?:to )?(?:somebody|someone|my neighbou?r)\\b.{0,30}"
              + "|(?:.{0,30}[ ,.!])?you (?:have )?sent me (?:somebody|someone) else'?s (?:bill|invoice)\\b.{0,30}");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() <= LONGEST && SENT.matcher(line).matches()) {
      return Optional
          .of(new Understood(text, Words.language(line), List.of(new Guess("complaint", 1)), List.of()));
    }
    if (line.length() > LONGEST || !INVOICE.matcher(line).find() || !ELSE.matcher(line).find()
        || !CAME.matcher(line).find() || OTHER.matcher(line).find() || OwnWish.any(line)) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("misdelivered", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, Words.language(line), List.of(new Guess("invoice_pdf", 1)), found.all()));
  }
}
