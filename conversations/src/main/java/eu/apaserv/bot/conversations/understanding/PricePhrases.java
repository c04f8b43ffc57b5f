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
 * What a cubic metre costs, and why it costs more: told by a few words that are all known ("cât costă un contor" and "de ce a
 * crescut factura" are about something else).
 */
final class PricePhrases implements Grammar {
  /** With so few words a price alone can only be ours. */
  private static final int FEW = 4;
  private static final Pattern TARIFF = Pattern.compile("tarif(?:f?s?|u|ul|ului|e|ele|elor)");
  private static final Pattern PRICE = Pattern.compile("pre[tz](?:u|ul|ului|uri|urile)?|price[sd]?|rates?|costul?");
  private static final Pattern COSTS = Pattern.compile("costa|costs?");
  /** What "how much" may be asked of, beside to be and to cost. */
  private static final Pattern ASKED = Pattern.compile("e|este|ie|ii|i|is|vine|plateste|platesc|platim|luati|cereti|"
      + "percepeti|facturati|taxati|charge|pay");
  private static final Pattern UNIT = Pattern
      .compile("mc|m3|mcub|metru|metrul|metrului|metri|cub|cubic|cubul|cubu|cubi|"
          + "kub|meter|metre|meters|metres");
  private static final Pattern VOLUME = Pattern.compile("\\d{1,4}");
  private static final Pattern VOLUME_OF = Pattern
      .compile("(?<![\\d.,])(\\d{1,4}) ?(?:de )?(?:mc|m3|m³|metri|cub|meter|metre)");
  private static final Pattern WATER = Pattern.compile("apa|apei|canal|canalul|canalului|canalizare|canalizarea|"
      + "canalizarii|potabila|rece|menajera|uzata|epurare|epurarea|pluviala|meteorica|water|sewerage|sewage|sewer|"
      + "wastewater|drinking|tap");
  private static final Pattern DEAR = Pattern.compile("scump\\w*|ieftin\\w*|mare|mari|asa|expensive|dearer");
  private static final Pattern ROSE = Pattern
      .compile("major\\w*|marit\\w*|mariti|cresc\\w*|creste|urcat\\w*|modificat\\w*|"
          + "schimbat\\w*|increased?|raised?|risen|rose|went|gone|up|higher|changed?");
  private static final Pattern WHY = Pattern
      .compile("\\b(?:d[ei] ?ce|pentru ce|pt ce|cum de|cand|why|when|how come|has|did)"
          + "\\b|\\bsa? ?-?a? |\\bati |\\?");
  private static final Pattern HOW_MUCH = Pattern.compile("\\b(?:ca|ci)t[ai]?\\b|\\bhow much\\b|\\bwhat\\b");
  /** What it did cost is what was billed. */
  private static final Pattern PAST = Pattern.compile("\\bcostat\\b");
  private static final List<Pattern> ALL = List.of(TARIFF, PRICE, COSTS, ASKED, UNIT, VOLUME, WATER, DEAR, ROSE);
  private static final Set<String> ABOUT = FewWords
      .of("tarif tarife tariful tarifele pretul preturi preturile costa metru "
          + "metrul cubic canal canalizare canalizarea scumpit marit majorat tariff tariffs price prices costs meter metre sewerage");
  private static final Pattern ROMANIAN = Pattern.compile("tarif(?!f).*|pre[tz].*|costa|costul|metru.*|canal.*|scump.*|"
      + "marit|mariti|majorat.*|crescut");
  private static final Pattern ENGLISH = Pattern
      .compile("tariff.*|pric.*|rates?|costs|meter|metre|sewe?r?age|expensive");

  private final Gazetteer gazetteer;

  /** @param gazetteer whose towns may stand at the end of such a question */
  PricePhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, ABOUT).filter(PricePhrases::asked).map(words -> {
      var found = new Findings(folded);
      var volume = VOLUME_OF.matcher(folded.text());
      if (volume.find()) {
        found.add("volume", volume.group(1), volume.start(1), volume.end(1));
      }
      if (words.any(DEAR) || words.any(ROSE)) {
        found.mention("tariff_topic", "change", 0, folded.text().length());
      }
      return new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("tariff", 1)), found.all());
    });
  }

  private static boolean isKnown(String word) {
    return ABOUT.contains(word) || ALL.stream().anyMatch(form -> form.matcher(word).matches());
  }

  private static boolean asked(FewWords words) {
    if (!words.allKnown(PricePhrases::isKnown) || words.says(PAST)) {
      return false;
    }
    boolean unit = words.any(UNIT);
    if (words.any(VOLUME) && !words.says(VOLUME_OF)) {
      return false;
    }
    boolean thing = unit || words.any(WATER);
    boolean named = words.any(TARIFF) || (words.any(PRICE) && (thing || words.words().size() <= FEW));
    if (words.any(DEAR)) {
      return (named || thing) && words.says(WHY);
    }
    return named || (!words.any(ROSE) && thing
        && (words.any(COSTS) || (unit && words.any(ASKED) && words.says(HOW_MUCH))));
  }
}
