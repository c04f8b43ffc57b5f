package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** "Când am plătit ultima dată", "when did I last pay": one payment is asked about, and not what is owed. A few words that are all known. */
final class LastPaidPhrases implements Grammar {
  private static final Set<String> ABOUT = FewWords
      .of("platit achitat plata plati platii facut efectuat ultima ultimei ult oara data suma mea mele spune arata last "
          + "latest recent most pay paid payment made amount date time thing show was were factura facturii facturilor bill bills invoice");
  private static final Pattern PAID = Pattern
      .compile("\\bam (?:mai )?(?:platit|achitat|facut (?:o )?plata)\\b.*\\bultima (?:oara|data)\\b"
          + "|\\bultima (?:oara|data)\\b.*\\bam (?:mai )?(?:platit|achitat|facut (?:o )?plata)\\b"
          + "|\\bult(?:ima)? (?:mea )?plata\\b|\\bultimei (?:mele )?plati\\b"
          + "|\\blast (?:time )?(?:i |we )?(?:have )?(?:pay|paid|made a payment)\\b|\\b(?:i|we)(?: have|'ve)? last (?:pay|paid)\\b"
          + "|\\b(?:last|latest|most recent) (?:payment|thing i paid|amount i paid)\\b|\\b(?:pay|paid) last\\b");
  /** Until when it is to be paid, or whether something is. */
  private static final Pattern OTHER = Pattern
      .compile("\\bde (?:plata|platit)\\b|\\bpana\\b|\\btrebuie\\b|\\blast year\\b");
  private static final Pattern ROMANIAN = Pattern.compile("plati?t?|achitat|ultim.*");
  private static final Pattern ENGLISH = Pattern.compile("pa(?:y|id|yment)|last|latest");

  private final Gazetteer gazetteer;

  LastPaidPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, ABOUT)
        .filter(words -> words.allKnown(ABOUT::contains) && words.says(PAID) && !words.says(OTHER)).map(words -> {
          var found = new Findings(folded);
          found.mention("payment_last", "1", 0, folded.text().length());
          return new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("payment_history", 1)),
              found.all());
        });
  }
}
