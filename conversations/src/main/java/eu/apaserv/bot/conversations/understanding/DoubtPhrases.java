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

/** "E greșită", "nu e corect": a no where something is asked, a doubt in what was just shown. Told by nothing but these words. */
final class DoubtPhrases implements Grammar {
  private static final int LONGEST = 60;
  private static final String BEFORE = "(?:(?:dar|pai|stai|nu|no|but|hmm|va rog|scuze|cred ca|mi se pare(?: ca)?|i think|asta|aceasta|this|that|it)[ ,.!]+)*";
  private static final Pattern ROMANIAN = Pattern.compile(BEFORE
      + "(?:(?:e|este|ii|ie|sunt) (?:gresit[ae]?|incorect[ae]?|eronat[ae]?|o (?:greseala|eroare))|gresit[ae]?|incorect[ae]?|eronat[ae]?"
      + "|nu (?:e|este|ii|ie|sunt|mi se pare) (?:corect[ae]?|in regula|asa|adevarat[ae]?|exact[ae]?|bun[ae]?)|ati gresit|ai gresit"
      + "|(?:e|este) (?:ceva )?(?:in neregula|gresit))(?: (?:asta|aici|deloc))?");
  private static final Pattern ENGLISH = Pattern.compile(BEFORE
      + "(?:(?:it'?s|is|this is|that'?s|that is|looks?) (?:wrong|incorrect|a mistake|not (?:right|correct|true))|wrong|incorrect|(?:is|it'?s)n'?t (?:right|correct)"
      + "|not (?:right|correct)|you(?:'re| are) wrong)");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    boolean english = ENGLISH.matcher(line).matches();
    if (!english && !ROMANIAN.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("doubt", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, english ? Language.EN : Language.RO, List.of(new Guess("no", 1)),
        found.all()));
  }
}
