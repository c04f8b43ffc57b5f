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

/** A card or a payment that was refused, and money that is wanted back, told by a few words that are all known. */
final class RefusalPhrases implements Grammar {
  private static final Pattern PAYMENT = Pattern
      .compile("card\\w*|plat(?:a|ii|ile)|tranzacti\\w*|payments?|transactions?");
  private static final Pattern REFUSED = Pattern
      .compile("\\b(?:respin[sg]\\w*|refuz\\w*|esuat\\w*|declined|rejected|refused|failed)\\b"
          + "|\\bnu[ -](?:(?:mi|imi|se|s|a|mi-a|s-a|ma|l|il|e|este) ?)*(?:mers|merge|trecut|trece|functioneaz\\w*|accept\\w*|lasa)\\b"
          + "|\\bnu[ -](?:(?:mi|imi|se|vrea|sa) )*(?:ia|primeste|vrea|citeste|recunoaste) cardu?l?\\b"
          + "|\\b(?:not|(?:did|does|do|is|was|wo|ca)n'?t) (?:go(?:ing)? through|work(?:ing)?|accept(?:ed)?)\\b");
  private static final Set<String> OF_PAYING = FewWords
      .of("nu card cardul cardu plata plati platii platile platesc platit tranzactia banca bancar respins respinsa respinge refuzat "
          + "refuzata refuza esuat esuata mers merge trecut trece functioneaza acceptat accepta lasa online link linkul s l cand incerc "
          + "incercat declined rejected refused failed payment transaction bank card go through work working accepted ia primeste vrea citeste recunoaste accept not don "
          + "doesn didn t isn won was online when try tried says mereu tot iar iarasi always keeps");
  private static final Pattern BACK = Pattern.compile(
      "\\bramburs\\w*|\\brestitui\\w*|\\brefund\\w*|\\brecuper\\w* (?:\\w+ )?(?:banii?|suma)\\b|\\b(?:banii?|suma|money)(?: \\w+){0,3} (?:inapoi|back)\\b"
          + "|\\b(?:inapoi|returna\\w*)(?: \\w+){0,2} (?:banii?|suma)\\b");
  private static final Set<String> OF_MONEY = FewWords
      .of("rambursare rambursarea rambursati rambursez ramburseaza restituire restituirea restituiti returnati returnare bani banii "
          + "inapoi suma sumei platit platita platesc plus mult prea dublu ori gresit gresita factura facturii dati primesc iau cer "
          + "cerere recuperez recupera recuperam cuvine drept solicit refund refunded money back paid overpaid twice much get give return bill invoice need t");
  private static final Pattern ROMANIAN = Pattern
      .compile("cardu.*|plat.*|ramburs.*|restitu.*|banii?|respin.*|refuza.*");
  private static final Pattern ENGLISH = Pattern
      .compile("declined|rejected|refused|payments?|transactions?|refund.*|money|back|paid");

  private final Gazetteer gazetteer;

  RefusalPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, OF_PAYING)
        .filter(words -> words.allKnown(OF_PAYING::contains) && words.any(PAYMENT) && words.says(REFUSED))
        .map(words -> of(text, folded, words, "pay", "refused"))
        .or(() -> FewWords.of(folded, gazetteer, OF_MONEY)
            .filter(words -> words.allKnown(OF_MONEY::contains) && words.says(BACK))
            .map(words -> of(text, folded, words, "payment_history", "refund")));
  }

  private static Understood of(String text, Folded folded, FewWords words, String intent, String topic) {
    var found = new Findings(folded);
    found.mention("pay_topic", topic, 0, folded.text().length());
    return new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess(intent, 1)), found.all());
  }
}
