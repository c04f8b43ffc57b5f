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

/** Ground that has sunk in over a pipe, "s-a surpat asfaltul": nobody names it a leak, and people fall into it. */
final class SunkenPhrases implements Grammar {
  private static final int LONGEST = 160;
  private static final String GROUND = "(?:asfalt\\w*|drum(?:ul)?|strada|soseaua|trotuar\\w*|carosabil\\w*|pamantul|aleea|pavaj\\w*|road|street|pavement|asphalt|sidewalk|ground)";
  /** The ground itself, and nothing that stands or flows on it: "a căzut un copac pe strada", "s-a surpat canalul". */
  private static final Pattern SUNK = Pattern.compile(
      "\\b(?:s-?a|s a|se|a) (?:mai )?(?:surp\\w*|prabus\\w*|scufund\\w*|afund\\w*|lasat|cazut)(?: (?:tot|toata|iar|putin|complet|o parte din|jumatate din))* "
          + GROUND
          + "\\b|\\b" + GROUND
          + " (?:(?:din fata blocului|din fata casei|din fata|noastra) )?(?:s-?a |s a |e |este |a |has |is )?(?:surpat|prabusit|scufundat|afundat|lasat|collapsed|caved in|sunk|sunken|subsided)\\b(?! pe)"
          + "|\\b(?:groapa|crater|gaura|hole)(?: (?:mare|adanca|imensa|uriasa|mica))* (?:in|pe) (?:the |mijlocul )?"
          + GROUND
          + "\\b|\\bsinkhole\\b");
  private static final Pattern WATER = Pattern.compile("\\b(?:curg\\w*|apa|tasn\\w*|balt\\w*|water|leak\\w*)\\b");
  private static final Pattern ENGLISH = Pattern
      .compile("\\b(?:road|street|pavement|asphalt|sidewalk|ground|sinkhole|hole)\\b");
  /** What is asked or complained of is not told: "când astupați groapa". */
  private static final Pattern ASKS = Pattern.compile(
      "\\b(?:cand|cine|cum|de ce|unde|ati (?:sapat|spart|lasat|facut)|n-ati|nu ati|when|who|why|how|you (?:dug|left))\\b|\\?");

  private final DateStreets streets = new DateStreets();
  private final PlaceFinder places;

  SunkenPhrases(PlaceFinder places) {
    this.places = places;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text();
    var sunk = SUNK.matcher(line);
    if (line.length() > LONGEST || ASKS.matcher(line).find() || !sunk.find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("fault_type", WATER.matcher(line).find() ? "leak" : "other", sunk.start(), sunk.end());
    streets.find(folded, "report_fault", current, found);
    places.find(folded, "report_fault", current, found);
    return Optional
        .of(new Understood(text, Words.language(line, ENGLISH), List.of(new Guess("report_fault", 1)), found.all()));
  }
}
