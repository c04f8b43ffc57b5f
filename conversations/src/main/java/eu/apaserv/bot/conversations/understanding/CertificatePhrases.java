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

/**
 * A certificate that nothing is owed, as a notary or a buyer wants it, told by a few words that are all known: a proof of
 * what was paid is asked for otherwise.
 */
final class CertificatePhrases implements Grammar {
  private static final Pattern PAPER = Pattern.compile("adeverin\\w*|certificat\\w*|dovada|proof|hartie|confirmare");
  /** A paper that is given here for nothing else, unless for what was paid. */
  private static final Pattern ALONE = Pattern.compile("\\badeverin");
  private static final Pattern PAID = Pattern.compile("\\b(?:platit|achitat)");
  private static final Pattern CLEAR = Pattern
      .compile("\\b(?:dator\\w*|restant\\w*|debts?|owe|arrears)\\b|\\b(?:la|cu) zi\\b|\\bsold zero\\b|\\bpaid up\\b");
  private static final Set<String> ABOUT = FewWords
      .of("adeverinta certificat certificatul dovada confirmare hartie trebuie nevoie obtin scot iau elibereaza "
          + "eliberati eliberare ca dati da dau faceti fac pot cer cerere solicit nu nici nicio niciun datorii datorie datorez restanta "
          + "restante restant sold zero zi plata platile platit achitat toate facturile factura notar notariat notarul primarie banca "
          + "vanzare vand vanzarea casei apartament apartamentul apartamentului contract contractului unde certificate proof paper need "
          + "get obtain that no not any nothing debt debts owe owed free arrears paid up all bills notary selling sell house flat an "
          + "issue give where");
  private static final Pattern ROMANIAN = Pattern.compile("adeverin.*|dator.*|restant.*|certificatu.*|plat.*");
  private static final Pattern ENGLISH = Pattern.compile("certificates?|debts?|owed?|arrears|proof|paid");

  private final Gazetteer gazetteer;

  CertificatePhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, ABOUT)
        .filter(words -> words.allKnown(word -> ABOUT.contains(word) || PAPER.matcher(word).matches())
            && words.any(PAPER) && (words.says(CLEAR) || (words.says(ALONE) && !words.says(PAID))))
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH),
            List.of(new Guess("debt_certificate", 1)), List.of()));
  }
}
