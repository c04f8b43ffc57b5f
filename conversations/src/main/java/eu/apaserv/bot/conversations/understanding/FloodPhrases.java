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

/** Water in the cellar, or out of the ground, however angrily it is told: a fault before it is a complaint that nobody answers. */
final class FloodPhrases implements Grammar {
  private static final int LONGEST = 200;
  private static final Pattern FLOODED = Pattern.compile(
      "\\b(?:(?:am|avem|e|este|era|plin[ae]? de|intra|vine|a intrat) )?apa (?:(?:mult[ae]|tot mai multa|iar|deja) )?(?:in|prin) (?:toata |tot |toate )?(?:pivnit\\w*|beci\\w*|subsol\\w*|garaj\\w*|casa scarii)\\b"
          + "|\\b(?:pivnita|beciul|beciu|subsolul|subsolu|garajul) (?:mea |nostru |noastra )?(?:e |este |s-a |s a )?(?:plin[ae]?|inundat[ae]?|umplut)\\b"
          + "|\\b(?:iese|ies|tasneste|bolboroseste|izvoraste|vine|curge) (?:apa|apa afara|bule) (?:din|de sub) (?:asfalt\\w*|pamant\\w*|trotuar\\w*|bordur\\w*|strada|sosea\\w*|dale)\\b"
          + "|\\bwater (?:is |was |keeps )?(?:bubbling|gushing|pouring|spraying|shooting|coming|running|flowing|welling)(?: (?:up|out|down))?(?: (?:by|from|of|near|through|along|on|onto|over|in|at))+ (?:the |our |my )?(?:kerb|curb|road|street|pavement|sidewalk|ground|asphalt|drain|gutter|cellar|basement)\\b"
          + "|\\b(?:cellar|basement) (?:is |was |has )?(?:flooded|full of water|flooding)\\b|\\bwater in (?:the|my|our) (?:cellar|basement)\\b");
  /** A question, a bill or a reading beside it is read by the others; so is dirt of the sewer, which is another kind. */
  private static final Pattern OTHER = Pattern.compile(
      "\\?|\\b(?:factur\\w*|index\\w*|contor\\w*|apometr\\w*|canal\\w*|reful\\w*|bills?|invoices?|meter|reading|sewage|sewer|nu (?:e|am|avem|mai e) apa|dac[ae]|if|cand|when)\\b");
  private static final Pattern ENGLISH = Pattern.compile("\\b(?:water|cellar|basement)\\b");

  private final DateStreets streets = new DateStreets();
  private final PlaceFinder places;

  FloodPhrases(PlaceFinder places) {
    this.places = places;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text();
    var flooded = FLOODED.matcher(line);
    if (line.length() > LONGEST || !flooded.find() || OTHER.matcher(line).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("fault_type", "leak", flooded.start(), flooded.end());
    streets.find(folded, "report_fault", current, found);
    places.find(folded, "report_fault", current, found);
    return Optional
        .of(new Understood(text, Words.language(line, ENGLISH), List.of(new Guess("report_fault", 1)), found.all()));
  }
}
