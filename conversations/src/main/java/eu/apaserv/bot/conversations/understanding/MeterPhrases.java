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

/**
 * Who mounts, changes and pays for a meter, told by a few words that are all known; one that is broken is a fault. That it is to
 * be checked, as it counts too much, is told by its words alone.
 */
final class MeterPhrases implements Grammar {
  private static final Pattern METER = Pattern.compile("contor\\w*|apometr\\w*|ceas(?:ul|u)?|meters?");
  private static final Pattern DONE = Pattern
      .compile("pun[ei]?|punet[ie]?|monte\\w*|montat\\w*|montar\\w*|instale\\w*|instalat\\w*|instalar\\w*"
          + "|mut|muta|mutam|mutat|mutarea|mutare|move|moved|schimb\\w*|inlocu\\w*|verific\\w*|plat\\w*|cumpar\\w*|costa|cost|gratis|gratuit|install\\w*|replac\\w*|chang\\w*|mount\\w*|fit|fits"
          + "|pay|pays|costs?|buy|free|put|puts");
  /** To another place: how that is done. */
  private static final Pattern MOVED = Pattern.compile("mut|muta|mutam|mutat|mutarea|mutare|move|moved");
  private static final Pattern ASKED = Pattern
      .compile("\\b(?:cine|cui|cat|cit|cand|cind|cum|trebuie|pe banii|e gratis|who|how|when|must|have to|do i)\\b");
  /** What is to be billed, or read, is asked for otherwise. */
  private static final Pattern OTHER = Pattern
      .compile("\\b(?:citi\\w*|citesc|index\\w*|factur\\w*|mc|m3|metru\\w*|cubic?|plata|am platit)\\b");
  private static final int LONGEST = 140;
  private static final String OF_A_METER = "(?:contor\\w*|apometr\\w*|ceasul (?:de|la) apa|(?:water )?meters?)";
  private static final String CHECKED = "(?:verific\\w*|testa\\w*|expertiz\\w*|etalon\\w*|calibr\\w*|metrologic\\w*|check(?:ed|ing)?|test(?:ed|ing)?|calibrated)";
  private static final Pattern CHECK = Pattern.compile("\\b" + CHECKED + "\\b.{0,30}\\b" + OF_A_METER + "\\b|\\b"
      + OF_A_METER
      + "\\b.{0,60}\\b" + CHECKED
      + "\\b|\\b(?:verificare\\w*|control\\w*) metrologic\\w*|\\bla c[ai]ti ani se (?:schimb\\w*|verific\\w*) "
      + OF_A_METER
      + "|\\b" + OF_A_METER
      + " (?:meu |nostru |asta |imi )*(?:merge|numara|inregistreaza|contorizeaza|invarte|arata|masoara|runs?|counts?|is running) (?:prea |mult prea |too )"
      + "(?:repede|mult|tare|iute|fast|much|quickly)");
  private static final Pattern COST = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|ok|and|but)[ ,]+)*(?:c[ai]t (?:costa|dureaza|e|este)|cine (?:plateste|face)|cum se face|how much (?:is|does)|who pays for|how long (?:is|does)) (?:o )?"
              + "(?:verificare\\w*|the check|a check|checking)(?: (?:asta|aceasta|contor\\w*|apometr\\w*|metrologic\\w*|take|cost|it))*[ ?.!]*");
  /** Who asks for it in these words has made up their mind: it is taken at once. */
  private static final Pattern FILED = Pattern.compile("\\b(?:cer|cerem|solicit|solicitam|i request|we request)\\b");
  /** They check it themselves, or it is of a reading, a fault or a bill. */
  private static final Pattern NO_CHECK = Pattern
      .compile(
          "\\b(?:index\\w*|citir\\w*|factur\\w*|reclam\\w*|plat(?:a|ii|ile)|sold\\w*|bills?|invoices?|readings?|complain\\w*|am verificat|sa verific eu)\\b");

  private static final Set<String> ABOUT = FewWords
      .of("contorul contor apometrul apometru ceasul cine cui cand cind trebuie eu mie meu nostru nou noul noua vechi stricat "
          + "defect expirat banii mei mea nu daca ca o il l le isi lui asta acesta acum costa vine veti ati dvs gratis gratuit instalator instalatorul "
          + "apometre contoare apometrele contoarele sa fac vreau pot afara in alta parte meter who must new old broken i myself self replace install it");
  private static final Pattern ROMANIAN = Pattern.compile("contor.*|apometr.*|ceas.*|cine|schimb.*|monte.*");
  private static final Pattern ENGLISH = Pattern.compile("meters?|who|install.*|replac.*|chang.*");

  private final Gazetteer gazetteer;

  MeterPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (COST.matcher(line).matches()) {
      var found = new Findings(folded);
      found.mention("meter_check", "cost", 0, folded.text().length());
      return Optional
          .of(new Understood(text, Words.language(line), List.of(new Guess("meter_change", 1)), found.all()));
    }
    if (line.length() <= LONGEST && !folded.digits() && CHECK.matcher(line).find() && !NO_CHECK.matcher(line).find()
        && !OwnWish.trouble(line)) {
      var found = new Findings(folded);
      boolean filed = FILED.matcher(line).find();
      found.mention("meter_check", "1", 0, folded.text().length());
      if (filed) {
        found.mention("complaint_topic", "meter", 0, folded.text().length());
      }
      return Optional.of(new Understood(text, Words.language(line),
          List.of(new Guess(filed ? "complaint" : "meter_change", 1)), found.all()));
    }
    return FewWords.of(folded, gazetteer, ABOUT).filter(MeterPhrases::asked)
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("meter_change", 1)),
            List.of()));
  }

  private static boolean asked(FewWords words) {
    return words
        .allKnown(word -> ABOUT.contains(word) || METER.matcher(word).matches() || DONE.matcher(word).matches())
        && words.any(METER) && words.any(DONE) && (words.says(ASKED) || words.any(MOVED)) && !words.says(OTHER);
  }
}
