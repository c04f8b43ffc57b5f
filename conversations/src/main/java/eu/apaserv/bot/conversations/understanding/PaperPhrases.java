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

/** Invoices on paper, no more or from now on, told by a few words that are all known: one that has not come is another matter. */
final class PaperPhrases implements Grammar {
  private static final Pattern PAPER = Pattern
      .compile("hartie|tiparit\\w*|printat\\w*|plic\\w*|posta|post|postal\\w*|paper\\w*|printed|mailbox");
  private static final Pattern INVOICE = Pattern.compile("factur\\w*|invoices?|bills?|billing");
  private static final Pattern NONE = Pattern
      .compile(
          "\\b(?:nu|fara|renunt\\w*|opri\\w*|anul\\w*|loc|doar|numai|stop|without|no|not|don'?t|cancel|instead|only|paperless|switch)\\b");
  /** "Nu mai primesc factura pe hârtie, de ce?" wants them back; "nu mai vreau să primesc" does not. */
  private static final Pattern MISSED = Pattern.compile("\\b(?:de ce|dece|di ce|why)\\b"
      + "|^(?!.*\\b(?:sa nu|vreau|vrea|doresc|dori|prefer)\\b).*\\bnu (?:(?:mai|imi|mi|ne) )*(?:primesc|primim|vine|vin|ajunge)\\b");
  private static final Pattern WANTED = Pattern
      .compile(
          "\\b(?:vreau|vrea|dori|doresc|prefer|primesc|primim|primi|trimite\\w*|trebuie|want|get|receive|send|like|need|prefer)\\b");
  /** When it comes, or how it is paid. */
  private static final Pattern ASKED = Pattern.compile("\\b(?:cand|unde|cat|cum|when|where|how)\\b");
  private static final Pattern CAME = Pattern.compile("\\b(?:primit|ajuns|venit|received|got)\\b");
  /** Asked for outright, whatever follows: "să îmi trimiteți factura pe hârtie ca înainte". */
  private static final Pattern ON_PAPER = Pattern
      .compile(
          "(?:(?:si|dar|da|va rog|te rog|as|vrea|vreau|doresc|dori|pot|puteti|se poate|sa|imi|mi|ne|please|can you|i want|to)[ ,]+)*"
              + "(?:trimite\\w*|trimiteti-mi|primesc|primim|primi|get|send)(?: (?:mi|imi|si|eu|me|my|the))* (?:factur\\w*|bills?|invoices?) (?:tot )?(?:pe hartie|prin posta|on paper|by post)\\b.{0,40}");
  private static final int LONGEST = 120;

  private static final Set<String> ABOUT = FewWords
      .of("nu factura facturi facturile facturii hartie tiparita tiparite printata printate plic posta postala cutia renunt renuntam "
          + "renuntare renunta opriti opresc oprim anulez anulati loc doar numai electronic electronica electronice online pdf aici "
          + "telefon whatsapp mail email format trimiteti trimite trimiteti-mi vina primesc primim invoice invoices bill bills billing "
          + "paper paperless printed post stop cancel without not don t send receive get instead only electronic by on no switch going prin "
          + "primi acasa adresa mea prefer trimisa continuare voie poate mailed home need again back still");
  private static final Pattern ROMANIAN = Pattern.compile("factur.*|hartie|tiparit.*|posta");
  private static final Pattern ENGLISH = Pattern.compile("invoices?|bills?|paper.*|billing|printed");

  private final Gazetteer gazetteer;

  PaperPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() <= LONGEST && ON_PAPER.matcher(line).matches() && !NONE.matcher(line).find()) {
      var found = new Findings(folded);
      found.mention("change_type", "paper", 0, folded.text().length());
      return Optional
          .of(new Understood(text, Words.language(line), List.of(new Guess("contract_change", 1)), found.all()));
    }
    return FewWords.of(folded, gazetteer, ABOUT)
        .filter(words -> words.allKnown(ABOUT::contains) && words.any(PAPER) && !CAME.matcher(folded.text()).find()
            && words.any(INVOICE) && (words.says(NONE) || (words.says(WANTED) && !words.says(ASKED))))
        .map(words -> {
          var found = new Findings(folded);
          found.mention("change_type", words.says(NONE) && !words.says(MISSED) ? "paperless" : "paper", 0,
              folded.text().length());
          return new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("contract_change", 1)),
              found.all());
        });
  }
}
