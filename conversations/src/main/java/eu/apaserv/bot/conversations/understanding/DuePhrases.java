package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Until when it is to be paid: the balance says it. A few words that are all known; a reminder of it is another wish. */
final class DuePhrases implements Grammar {
  private static final Set<String> ABOUT = FewWords
      .of("scadenta scadentei scadent scadente termen termenul limita ultima zi "
          + "ziua zile data plata platii plati platesc platim platit platita achitat achitata achit factura facturii facturi pana trebuie pot tarziu due ok "
          + "date deadline ul ului payment pay bill invoice must latest until final");
  private static final Pattern DUE = Pattern
      .compile("\\bscaden|\\bdue\\b|\\b(?:termen\\w*|limita|ultima zi|ultima data|"
          + "deadline|latest|final date)\\b.*\\b(?:plat|pay)|\\b(?:pana cand|cand)\\b.*\\b(?:platesc|platim|plati|de platit|achit)\\b|\\bcand\\b.*\\btrebuie (?:platit|achitat)a?\\b|"
          + "\\b(?:plat|pay)\\w*\\b.*\\bdeadline\\b|\\bwhen\\b.*\\bpay\\b");
  private static final Pattern ASKED = Pattern
      .compile("\\b(?:cand|care|ce|pana|ultima|data|when|what|until|by)\\b|\\?");
  /** What was paid, or how much is due, is asked for otherwise. */
  private static final Pattern OTHER = Pattern
      .compile("\\b(?:am|ai|ati|a) (?:mai )?(?:platit|achitat)\\b|\\bc[ai]t[ae]?\\b|"
          + "\\bhow much\\b|\\bce (?:am|facturi)\\b|\\bwhat (?:do|is due)\\b|\\bam (?:ceva|facturi)\\b");
  /** Another wish before it: each is read by itself. */
  private static final Pattern JOINED = Pattern.compile("\\b(?:sold\\w*|factur\\w*|invoice|bill)(?:,| si| and)");
  private static final Pattern ROMANIAN = Pattern.compile("scad.*|termen.*|plat[^a].*|pana|factur.*");
  private static final Pattern ENGLISH = Pattern.compile("due|deadline|payment|pay|bill|invoice");

  private final Gazetteer gazetteer;

  DuePhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, ABOUT)
        .filter(words -> words.allKnown(ABOUT::contains) && words.says(DUE) && words.says(ASKED) && !words.says(OTHER)
            && !words.says(JOINED))
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("balance", 1)),
            List.of()));
  }
}
