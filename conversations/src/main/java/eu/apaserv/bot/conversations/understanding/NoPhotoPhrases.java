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
 * "Nu am poză": a no where a picture is asked for, and nowhere else; nothing that is missed after a report. Told by nothing but
 * these words.
 */
final class NoPhotoPhrases implements Grammar {
  private static final String NO_PHOTO = "no_photo";
  private static final int LONGEST = 90;
  private static final String PICTURE = "(?:poz[ae]|fotografi[ei]|foto|photos?|pictures?|pics?)";
  private static final Pattern ENGLISH = Pattern.compile("\\b(?:photos?|pictures?|pics?)\\b");
  private static final Pattern NONE = Pattern.compile(
      "(?:(?:nu|no|dar|pai|scuze|regret|imi pare rau|din pacate|but|well|sorry|unfortunately)[ ,.!]+)*"
          + "(?:(?:nu|n)[ -]?(?:(?:am|avem|pot|putem|stiu|reusesc|imi|va|mi|am cum|ma|sa|o|le|face|fac|fa|trimit|trimite|pune|pun|cum se|cum sa)[ ]+)+(?:(?:si|nicio|nici o|o|un|cu|acum|the|a) )*"
          + "|(?:fara|nicio|nici o) |(?:i |we )?(?:(?:have|has|do|can|could|did)(?: ?not|n'?t)|cannot|have no)(?: (?:got|have|take|send|make))*(?: (?:a|any|the|no))? |no )"
          + PICTURE
          + "(?: (?:acum|cu mine|la mine|de aici|now|here|sorry))*"
          + "(?:[ ,]+(?:ca|fiindca|pentru ca|deoarece|because|since|as|it'?s|e|este) [^,.?!]{0,40})?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || OwnWish.any(line) || !NONE.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention(NO_PHOTO, "1", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(line, ENGLISH), List.of(new Guess(NO_PHOTO, 1)), found.all()));
  }
}
