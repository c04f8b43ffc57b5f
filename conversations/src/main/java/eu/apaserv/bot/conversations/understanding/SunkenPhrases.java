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
  private static final String GROUND = "(?:asfalt\\w*|drum\\w*|strad[aei]\\w*|sosea\\w*|trotuar\\w*|carosabil\\w*|pamant\\w*|alee\\w*|pavaj\\w*|road|street|pavement|asphalt|sidewalk|ground)";
  private static final Pattern SUNK = Pattern.compile(
      "\\b(?:s-?a|s a|se|a) (?:mai )?(?:surp\\w*|prabus\\w*|lasat|scufund\\w*|cazut|afundat)\\b.{0,25}\\b" + GROUND
          + "\\b|\\b" + GROUND
          + "\\b.{0,25}\\b(?:s-?a |s a |e |este |a )?(?:surpat|prabusit|lasat|scufundat|cazut|afundat|collapsed|caved in|sunk|sunken|subsided)\\b"
          + "|\\b(?:groapa|crater|gaura|hole|sinkhole)\\b.{0,25}\\b" + GROUND + "\\b|\\bsinkhole\\b");
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
