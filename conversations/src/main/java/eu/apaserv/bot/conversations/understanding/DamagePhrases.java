package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Cine plătește paguba?": a complaint, and no wish to pay. */
final class DamagePhrases implements Grammar {
  private static final String DAMAGE = "(?:paguba|pagubele|paguba asta|stricaciunile|stricaciunea|daunele|dauna|prejudiciul"
      + "|boiler\\w*|centrala|parchet\\w*|mobil[ae]\\w*|masina de spalat|frigider\\w*|rufele|hainele|lucrurile)(?: (?:stricat\\w*|distrus\\w*|inundat\\w*|udate?|uda|ude))?";
  private static final Pattern WHO_PAYS = Pattern.compile(
      "(?:(?:si|dar|da|pai|acum|atunci|and|but|so|now)[ ,]+)*(?:cine (?:(?:imi|mi|ne|ni|va|o sa|sa|mai|le) ?)*(?:plateste|plati|plateasca|suporta|acopera|repara) "
          + DAMAGE
          + "|(?:(?:vreau|cer|trebuie) sa (?:imi|mi|ne) |(?:imi|mi|ne) )?(?:platiti|plateasca|platesti) " + DAMAGE
          + "|who (?:pays|is paying|is going to pay|will pay) for (?:the|my|this|all this) damages?)(?: (?:mea|mele|noastra|noastre|asta|astea|facut[ae]|de voi))*[ ?!.]*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    return WHO_PAYS.matcher(line).matches()
        ? Optional.of(new Understood(text, Words.language(line), List.of(new Guess("complaint", 1)), List.of()))
        : Optional.empty();
  }
}
