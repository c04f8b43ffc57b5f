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

/** Whom to call when there is no water or a pipe bursts: a question, and no report; a place in it makes it one. */
final class CallWhomPhrases implements Grammar {
  private static final int LONGEST = 120;
  private static final Pattern WHOM = Pattern
      .compile(
          "(?:(?:buna|ziua|seara|salut|va rog|si|dar|alo|hello|hi|please)[ ,.!]+)*(?:cui|pe cine|la cine|unde|la ce (?:numar|telefon)|(?:care e |ce |care este )?numar(?:ul)?|who|whom|where|what number|which number)"
              + " (?:(?:sa|trebuie|pot|putem|ma|as|va|ii|putea|do|should|can|could|must|i|we|to|a)[ ]+)*"
              + "(?:sun|sunam|suna|telefonez|apelez|anunt|anuntam|anunta|contactez|contactam|call|phone|ring|report|contact)\\b(?<why>.{0,80})");
  private static final Pattern BROKEN = Pattern
      .compile(
          "\\b(?:apa|apei|avari\\w*|teav\\w*|tevi|conduct\\w*|sparg\\w*|spart\\w*|inund\\w*|canal\\w*|nu (?:mai )?(?:vine|vin|ajunge) nimeni|nobody (?:comes|came)|water|leak\\w*|bursts?|pipe|sewage|flood\\w*)\\b");

  /** What is asked of it can be had here: it is wanted, and not a number. */
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:sold\\w*|plat\\w*|achit\\w*|factur\\w*|index\\w*|contor\\w*|contract\\w*|bransa\\w*|racord\\w*|galben\\w*|murdar\\w*|maro|ruginie|miroas\\w*|mirosi"
              + "|calitat\\w*|cand (?:vine|revine|o sa vina|da\\w*|se da)|pay|bills?|invoices?|meters?|readings?|brown|yellow|dirty|smell\\w*|when)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || folded.digits()) {
      return Optional.empty();
    }
    var asked = WHOM.matcher(line);
    if (!asked.matches() || !BROKEN.matcher(asked.group("why")).find()
        || OTHER.matcher(asked.group("why")).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("contact_topic", "emergency", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(folded.text()), List.of(new Guess("contact_info", 1)), found.all()));
  }
}
