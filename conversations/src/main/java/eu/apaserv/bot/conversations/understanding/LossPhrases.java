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
 * Water lost at home, told by a few words that are all known: a meter that turns with all closed, a cistern that runs. What
 * leaks in a street, or at the meter itself, is a fault.
 */
final class LossPhrases implements Grammar {
  private static final Pattern METER = Pattern.compile("contor\\w*|apometr\\w*|ceas(?:ul|u)?|meters?");
  private static final Pattern MOVES = Pattern
      .compile("inv[ai]rt\\w*|misca|merge|roteste|porneste|umbla|numara|inregistreaza"
          + "|spin(?:s|ning)|mov(?:es|ing)|turn(?:s|ing)|runs?|running|ticking|count(?:s|ing)|going|goes");
  private static final Pattern CLOSED = Pattern
      .compile("inchis\\w*|opri(?:t|te|ta)|folos\\w*|singur|closed|shut|off|nothing|using|unused|itself");
  private static final Pattern STANDS = Pattern.compile(
      "\\bnu (?:(?:se|mai|imi|mi|ne) )*(?:inv[ai]rt|misc|merge|rotest|porn|inregistr)|\\b(?:not|isn'?t|doesn'?t|stopped) (?:mov|spin|turn|work|run)");
  private static final Pattern LOST = Pattern
      .compile("scurger(?:e|i|ea)|pierder(?:e|i|ea)|pierd|pierde|leak(?:s|ing|age)?");
  private static final Pattern CISTERN = Pattern.compile("wc\\w*|veceu\\w*|toalet\\w*|toilet|cistern|loo");
  private static final Pattern RUNS = Pattern.compile("curg[e]?|pierde|runs|running|leak(?:s|ing)");
  private static final Pattern HOME = Pattern.compile(
      "casa|apartament\\w*|instalati\\w*|wc\\w*|veceu\\w*|toalet\\w*|boiler\\w*|baie|bucatari\\w*|interio(?:r|ara)\\w*|house|home|flat|apartment|toilet|bathroom|kitchen|inside|indoors");
  private static final Set<String> ABOUT = FewWords
      .of("ca ul desi chiar tot toate totul robinet robinetul robinete robinetele apa in nu curge "
          + "acasa nimeni nimic cand noaptea mereu continuu incontinuu intruna inca mea meu mele nostru noastra mine mi se i cred banuiesc "
          + "undeva dupa vas vasul cineva consum consuma deloc incet repede the a an my our still with everything all taps tap turned even though "
          + "although when am is are not by think believe have got somewhere nobody at night keeps constantly i'm no and but");
  private static final Pattern ROMANIAN = Pattern
      .compile("contor.*|apometr.*|inchis.*|scurger.*|pierder.*|pierd|casa|instalati.*|curge?");
  private static final Pattern ENGLISH = Pattern
      .compile("meters?|leak.*|closed|everything|house|home|toilet|think|running");

  /** Done as they were told to, of the meter that they look at: "am închis toate robinetele și tot se mișcă puțin". */
  private static final Pattern ALL_CLOSED = Pattern
      .compile(
          "(?:ok|da|si|uite|gata|eu|am|i|have|i've|and|[ ,])*(?:inchis|oprit|closed|shut|turned off) (?:toate robinetele|tot|all (?:the )?taps|everything)"
              + "[ ,]+(?:(?:si|dar|da|tot|inca|el|contorul|se|mai|and|but|it|the meter|is|still)[ ,]+)*(?:misca|invarte|merge|umbla|moves?|moving|turns?|turning|spins?|spinning)(?: (?:putin|incet|cate putin|a little|slowly))*");

  private static final int LONGEST = 400;
  private static final List<String> METERS = List.of("contor", "apometr", "ceasul", "meter");
  /** The same told at length, as it is dictated: "contorul cred că s-a stricat, adică nu știu, se învârte și când e totul închis …". */
  private static final Pattern DICTATED = Pattern.compile(
      "\\b(?:contor\\w*|apometr\\w*|ceasul (?:de|la) apa|meter)\\b.{0,90}(?<!nu )(?<!nu se )(?<!nu se mai )(?<!nu mai )\\b(?:inv[ai]rt\\w*|misca|merge|umbla|roteste|numara|spins|spinning|turns|turning|moves|moving|runs|running)\\b"
          + ".{0,20}\\b(?:cand|daca|desi|chiar|cu|although|even|when|while|with)\\b.{0,30}\\b(?:(?:totul|tot|toate|robinet\\w*|apa|everything|taps?|all)\\b.{0,20}\\b(?:inchis\\w*|oprit\\w*|closed|off|shut)"
          + "|(?:inchid|opresc|inchis|oprit) (?:tot|totul|apa|toate)|nu (?:folosesc|folosim|consum|consumam|e nimeni|sunt acasa|suntem acasa)|nobody)\\b");
  private static final Pattern OTHER = Pattern
      .compile("\\b(?:reclam\\w*|factur\\w*|plat(?:a|esc|it)|index\\w*|bills?|invoices?|complain\\w*)\\b");

  private final Gazetteer gazetteer;

  LossPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    boolean dictated = line.length() <= LONGEST && Words.hasAny(line, METERS) && DICTATED.matcher(line).find()
        && !OTHER.matcher(line).find();
    if (dictated || ALL_CLOSED.matcher(Words.unmarked(line)).matches()) {
      return Optional
          .of(new Understood(text, Words.language(folded.text()), List.of(new Guess("water_loss", 1)), List.of()));
    }
    return FewWords.of(folded, gazetteer, ABOUT).filter(LossPhrases::told)
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("water_loss", 1)),
            List.of()));
  }

  private static boolean told(FewWords words) {
    boolean turns = words.any(METER) && words.any(MOVES) && words.any(CLOSED) && !words.says(STANDS);
    boolean lost = !words.any(METER) && words.any(LOST) && words.any(HOME);
    boolean runs = words.any(CISTERN) && words.any(RUNS);
    return (turns || lost || runs) && words.allKnown(LossPhrases::known);
  }

  private static boolean known(String word) {
    return ABOUT.contains(word) || List.of(METER, MOVES, CLOSED, LOST, CISTERN, RUNS, HOME).stream()
        .anyMatch(form -> form.matcher(word).matches());
  }
}
