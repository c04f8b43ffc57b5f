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

/**
 * No water on a street that is called after a day, whose figures are neither a reading nor a date; and no water told in anger,
 * which is heard before the complaint that nobody answers.
 */
final class DryPhrases implements Grammar {
  private static final int LONGEST = 140;
  private static final Pattern DRY = Pattern
      .compile("^(?:(?:buna|ziua|salut|alo|hello|hi|iar|iarasi|de|azi|noi|si)[ ,.!]+)*"
          + "(?:nu (?:mai )?(?:am|avem|este|e|vine|curge|aveti|i) (?:deloc )?ap[ae]|n-?(?:am|avem) apa|fara apa|"
          + "(?:e|este|s-a) oprita? apa|(?:we have |i have |there is |there's )?no water)\\b");

  private static final String SINCE = "(?:(?:de|di) (?:(?:o|un|doua|trei|patru|cinci|sase|sapte|\\d{1,2}) (?:ora|ore|zi|zile|saptamana|saptamani)"
      + "|ieri|aseara|azi dimineata|dimineata|alaltaieri|azi noapte|luni|marti|miercuri|joi|vineri|sambata|duminica) ?)";
  private static final String ANGER = "(?:(?:nimeni )?nu (?:mi |imi |ne |va |mai )*(?:a )?raspun\\w*(?: nimeni)?(?: la (?:telefon|apel\\w*))?"
      + "|(?:v-?|va )?am (?:tot )?sunat(?: (?:de|la|si|doua|trei|\\d|ori|zece|degeaba|dispecerat|voi))*|(?:e |este )?(?:o )?(?:bataie de joc|rusine|inadmisibil|inacceptabil|incredibil)"
      + "|(?:va|ne) bateti joc(?: de (?:noi|oameni))?|rusine sa va fie|ce (?:paziti|faceti)(?: acolo)?|(?:pana )?cand (?:se rezolva|rezolvati|reparati|vine|veniti)(?: apa)?"
      + "|faceti ceva|rezolvati(?: odata)?)";
  /** Who they are, before what they have to say. */
  private static final String BEFORE = "(?:(?:buna|ziua|seara|dimineata|salut|alo|noi|si|doamna|domnule|domnisoara|va rog|(?:vreau|as vrea|voiam|am vrut) sa va (?:spun|zic|anunt|scriu)(?: ca)?"
      + "|sunt (?!fara\\b)[a-z]{3,20}(?: (?!fara\\b|stau\\b)[a-z]{3,20}){0,2}(?: (?:de|din) (?:(?:pe|la|str|strada) ){0,2}[a-z0-9]{3,20}"
      + "(?: (?!vreau\\b|voiam\\b|fara\\b|stau\\b)[a-z]{3,20})?(?: \\d{1,4}[a-z]?)?)?)[ ,.!]+)*+";
  private static final Pattern ANGRY = Pattern.compile(BEFORE + SINCE
      + "?(?:stau |stam |suntem |sunt )?(?:fara apa|(?:nu (?:mai )?|n[ -]?(?:mai )?)(?:am|avem|e|este|curge|vine) (?:deloc )?apa)(?: deloc)? ?"
      + SINCE
      + "?(?:[ ,.!?]*(?:si |iar |dar )?" + ANGER + ")+[ ,.!?]*");

  /** The other way round: "apa nu e", "apaaa nu mai e deloc". */
  private static final Pattern TURNED = Pattern
      .compile("(?:(?:buna|ziua|salut|alo|iar|si|la noi|la mine|da|dar)[ ,.!]+)*"
          + "apa (?:nu (?:mai )?(?:e|este|am|avem|i)|n-?(?:am|avem))(?: (?:deloc|de loc|la noi|la mine|la bloc|azi|astazi|acum|iar|iarasi|de (?:azi|ieri|dimineata|aseara|azi dimineata)))*[ .,!?]*");

  private final DateStreets streets = new DateStreets();
  private final PlaceFinder places;

  DryPhrases(PlaceFinder places) {
    this.places = places;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() <= LONGEST && ANGRY.matcher(line).matches()) {
      var where = new Findings(folded);
      places.find(folded, "outage_info", current, where);
      return Optional.of(new Understood(text, Language.RO, List.of(new Guess("outage_info", 1)), where.all()));
    }
    if (TURNED.matcher(line).matches()) {
      return Optional.of(new Understood(text, Language.RO, List.of(new Guess("outage_info", 1)), List.of()));
    }
    if (line.length() > LONGEST || !folded.digits() || !DRY.matcher(line).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    streets.find(folded, "outage_info", current, found);
    if (!found.has("street")) {
      return Optional.empty();
    }
    places.find(folded, "outage_info", current, found);
    return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
  }
}
