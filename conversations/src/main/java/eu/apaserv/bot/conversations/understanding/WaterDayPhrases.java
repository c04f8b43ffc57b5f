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
 * "O să fie apă mâine?", "can you tell me if there is water tomorrow": what is announced for a day, told by a few words that are
 * all known. Who asks for a day to come says of nobody that they have no water.
 */
final class WaterDayPhrases implements Grammar {
  private static final String INTENT = "outage_info";
  private static final int LONGEST = 140;
  private static final Pattern WATER = Pattern.compile("ap[aei]|apele|water");
  private static final Pattern TODAY = Pattern.compile("azi|astazi|diseara|deseara|today|tonight");
  private static final Pattern LATER = Pattern
      .compile("maine|miine|poimaine|luni|marti|miercuri|joi|vineri|sambata|simbata|duminica|tomorrow|monday|tuesday|"
          + "wednesday|thursday|friday|saturday|sunday");
  /** Most messages are not about water, and need not be read further. */
  private static final Pattern NAMED = Pattern.compile("\\b(?:" + WATER.pattern() + ")\\b");
  private static final Pattern IS = Pattern
      .compile(
          "e|este|i|ie|va|fi|fie|avem|am|ai|aveti|avea|curge|curga|merge|exista|opriti|taiati|luati|inchideti|oprita|is|off|will|be|have|running|run|get|there|going");
  private static final Set<String> ABOUT = FewWords
      .of("nu apa apele maine miine poimaine diseara deseara luni marti miercuri joi vineri sambata simbata duminica pranz amiaza dupa "
          + "dimineata noaptea noapte ziua toata daca ca sigur fi fie avea curge curga merge exista noi mine bloc casa acasa aici strada "
          + "taiati opriti luati inchideti cumva water tomorrow tonight today monday tuesday wednesday thursday friday saturday "
          + "sunday morning evening afternoon night day all running run get there if whether sure count expect be going going to us at home "
          + "here let me will no or stiti stie zice cred ah ok pai deci hey off");
  /** More than whether there is some: its price, its return, how it is, or that there is none now. */
  private static final Pattern OTHER = Pattern.compile(
      "\\b(?:c[ai]t[aei]?|cand|d[ei] ce|dece|ce|cum|care|fara|lei|ron|pret\\w*|how|much|when|why|what|without|than|last|become)\\b"
          + "|\\bapa (?:e|este|ii) buna\\b|\\b(?:e|este|ii) buna apa\\b");
  private static final Pattern REASON = Pattern
      .compile(
          "[?!.,; ]{1,2}(?:ca|pt ca|pentru ca|fiindca|deoarece|because|as|since) (?:avem|am|eu|noi|vine|vin|fac|facem|trebuie|we|i) ");
  private static final Pattern NONE = Pattern.compile("\\b(?:nu|no)\\b");
  /** Where nothing asks, "avem apă azi" tells that it is back. */
  private static final Pattern ASKS = Pattern
      .compile("\\?|^(?:e|este|o sa|va|mai|daca|oare|is|will|do|are|can|could|please)\\b"
          + "|\\b(?:daca|oare|stiti|spuneti|spune|if|whether)\\b");

  private static final Pattern ROMANIAN = Pattern.compile("maine|poimaine|daca|diseara|curge");
  private static final Pattern ENGLISH = Pattern.compile("tomorrow|if|whether|today|tonight");

  private final Gazetteer gazetteer;
  private final PlaceFinder places;

  WaterDayPhrases(Gazetteer gazetteer, PlaceFinder places) {
    this.gazetteer = gazetteer;
    this.places = places;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    if (folded.text().length() > LONGEST || !NAMED.matcher(folded.text()).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    places.find(folded, INTENT, current, found);
    return asked(reasonless(folded))
        .or(() -> found.all().isEmpty() ? Optional.empty() : asked(reasonless(Folded.of(unplaced(folded, found)))))
        .map(words -> {
          found.mention("day", day(words).orElseThrow(), 0, folded.text().length());
          return new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess(INTENT, 1)), found.all());
        });
  }

  /** Why they ask says nothing of what they ask: "…, că avem nuntă". */
  private static Folded reasonless(Folded folded) {
    var reason = REASON.matcher(folded.text());
    return reason.find() ? Folded.of(folded.typed(0, reason.start())) : folded;
  }

  private Optional<FewWords> asked(Folded folded) {
    return FewWords.of(folded, gazetteer, ABOUT).filter(words -> words.allKnown(ABOUT::contains) && words.any(WATER)
        && words.any(IS) && !words.says(OTHER) && day(words).isPresent());
  }

  /** The message without the places in it. */
  private static String unplaced(Folded folded, Findings found) {
    var rest = new StringBuilder(folded.typed(0, folded.text().length()));
    found.all().forEach(place -> rest.replace(place.start(), place.end(), " ".repeat(place.end() - place.start())));
    return rest.toString();
  }

  /** The day that is asked about; of today only where it is a question. */
  private static Optional<String> day(FewWords words) {
    var later = last(words, LATER);
    return later.isPresent() || words.says(NONE) || !words.says(ASKS) ? later : last(words, TODAY);
  }

  private static Optional<String> last(FewWords words, Pattern days) {
    return words.words().stream().filter(word -> days.matcher(word).matches()).reduce((_, day) -> day);
  }
}
