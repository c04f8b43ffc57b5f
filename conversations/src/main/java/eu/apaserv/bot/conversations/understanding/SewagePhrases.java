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

/** "E cu canalizare cu tot?": what the invoice is made of, and no sewer that is blocked. */
final class SewagePhrases implements Grammar {
  private static final int LONGEST = 80;
  private static final String SEWAGE = "(?:canalizare(?:a)?|canal(?:ul)?|apa uzata|sewage|sewerage|waste ?water)";
  private static final String SOFTLY = "(?:(?:si|dar|da|pai|oare|deci|and|but|so)[ ,]+)*";
  private static final String OF_BILL = "(?: (?:in|din|pe|la|cu|tot|totul|cu tot|aici|acolo|asta|aceasta|suma|factura|pret|pretul|total|too|as well|in it|in (?:that|this|the) (?:bill|price|amount|sum)))*";
  private static final Pattern INCLUDED = Pattern.compile(SOFTLY
      + "(?:(?:e|este|ii|i) (?:si )?" + SEWAGE + " (?:inclus[a]?|pus[a]?|socotit[a]?|trecut[a]?)|(?:si )?" + SEWAGE
      + " (?:e|este|ii|i|is|are)? ?(?:inclus[a]?|pus[a]?|socotit[a]?|trecut[a]?|included)"
      + "|(?:e|este|ii|i) (?:si )?(?:cu|inclus[a]? si|si inclus[a]?) " + SEWAGE
      + "|(?:(?:are|e|este|am) )?(?:include|inclus[a]?|cuprinde|contine|intra)(?: (?:si|cumva))* " + SEWAGE
      + "|(?:e|este) si " + SEWAGE + "(?= (?:in|pe|la))"
      + "|(?:is|are) (?:the )?" + SEWAGE + " (?:included|in)"
      + "|(?:(?:is|does) (?:that|it|this|the (?:bill|price|amount|invoice)) |(?:that|it) )?(?:includ(?:e|es|ing)|with|contain) (?:the )?"
      + SEWAGE
      + ")" + OF_BILL + "[ ?.!]*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || !INCLUDED.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("detail", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, Words.language(line), List.of(new Guess("invoice_pdf", 1)), found.all()));
  }
}
