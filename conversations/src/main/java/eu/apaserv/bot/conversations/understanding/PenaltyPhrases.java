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
 * Why there are penalties, how they are computed and what else comes of not paying, told by a few words; how many they are is the
 * balance's.
 */
final class PenaltyPhrases implements Grammar {
  private static final Pattern PENALTY = Pattern
      .compile("penal\\w*|majorar(?:i|ile|ea|e|ilor)|doban(?:da|zi|zile)|fees?");
  private static final Set<String> ABOUT = FewWords
      .of("penalitati penalitatile penalizari penalizare majorari dobanda mie pus "
          + "pusa pusi puse puneti calculat calculate calculati calculeaza calculul apar apare vin vine provin primit primesc "
          + "aplicate aplicat aplica facturat factura facturii facturi intarziere inseamna reprezinta astea acestea alea aceste "
          + "unde exista penalty penalties interest charged charge being late payment from come where these those calculated "
          + "computed bill invoice got get an explicati explica explain plati platesc pot pana incep daca nu");
  private static final Pattern WHY = Pattern.compile("\\bd[ei] ?ce\\b|\\bpentru ce\\b|\\bpt ce\\b|\\bde unde\\b|"
      + "\\bcum .*calcul|\\bce (?:sunt|inseamna|reprezinta|e|este)\\b|\\bexplica|\\bwhy\\b|\\bwhat(?: are| is|'?s)\\b|"
      + "\\bhow .*(?:calculated|computed|calculate)|\\bwhere\\b|\\bexplain|\\bfara penal|\\bincep\\b|\\bwithout\\b");
  /** What comes of not paying, of which the last is that there is no water. */
  private static final Pattern UNPAID = Pattern
      .compile("(?:si )?(?:ce (?:se intampla|se-ntampla|patesc|imi faceti)|what happens) "
          + "(?:daca|if) .{0,20}(?:nu (?:mai |pot )?(?:pl[aei]+t\\w*|achit\\w*)|intarzii|do(?:n't| not) pay|pay late)\\b.{0,30}|"
          + "(?:si |o sa )?(?:imi|ne|mi|ne-?ati|o sa-?mi) (?:taiati|taie) apa\\b.{0,30}|"
          + "(?:si )?(?:imi|ne|mi) (?:opriti|inchideti|intrerupeti) apa (?:daca nu|pentru neplata|ca nu am platit).{0,30}|"
          + "(?:(?:si|dar|da|iar|and|but|what)[ ,]+)*(?:daca|if) (?:eu |i )?(?:(?:nu (?:o |le |mai |pot )*(?:platesc|platim|plati|achit|achitam)|(?:do(?:n't| not)|can'?t) pay)|intarzii cu plata|i'?m late)"
          + "(?: (?:la timp|deloc|acum|factura|nimic|it|on time|anything))*|"
          + "(?:are you going to|will you|do you) cut (?:off )?(?:my|the) water.{0,30}");
  /** If not paid, then what: the same with the condition first. */
  private static final Pattern IF_UNPAID = Pattern
      .compile(
          "(?:si |dar |da )?(?:daca|if) .{0,25}(?:nu (?:mai |pot )?(?:pl[aei]+t\\w*|achit\\w*)|do(?:n't| not) pay)\\b.{0,25}"
              + "\\b(?:taia\\w*|taie|opri\\w*|inchi\\w*|debrans\\w*|cut|ce se intampla|ce patesc|ce imi faceti)\\b.{0,25}");
  /** Water that was cut off for a debt, and how it comes back. */
  private static final Pattern CUT = Pattern
      .compile("(?:.{0,30}\\b)?(?:mi|ne|ni)[- ]?(?:ati|au|a) (?:taiat|debransat|oprit|inchis|intrerupt) apa\\b.{0,60}"
          + "\\b(?:plat\\w*|achit\\w*|neplat\\w*|dator\\w*|restant\\w*)\\b.{0,30}|(?:mi|ne|ni)[- ]?(?:ati|au) (?:taiat|debransat) apa\\b.{0,40}"
          + "|.{0,40}\\b(?:reconect\\w*|rebrans\\w*|reconnect\\w*)\\b.{0,40}"
          + "|(?:.{0,10}\\b)?(?:cand|cind|cum) (?:imi|ne|mi) (?:dati|porniti|da) (?:inapoi |drumul la |din nou )?(?:la )?apa\\b.{0,20}\\b(?:plat\\w*|achit\\w*).{0,20}");
  /** One of these stands in each of the three forms above, which are dear to try. */
  private static final List<String> OF_CUTTING = List.of("tampla", "patesc", "faceti", "happens", " apa", "tai", "opri",
      "inchi", "debrans", "cut", "reconect", "rebrans", "reconnect", "daca", "if ", " water");
  private static final int LONGEST = 140;
  private static final Pattern HOW_MUCH = Pattern.compile("\\bc[ai]t[aei]?\\b|\\bhow much\\b");
  private static final Pattern ROMANIAN = Pattern.compile("penali.*|majorar.*|dob.*");
  private static final Pattern ENGLISH = Pattern.compile("penalt.*|fees?|late|interest");

  private final Gazetteer gazetteer;

  PenaltyPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /** When it comes back: of what was cut off, where that was just told, else of any water that is off. */
  private static final Pattern RECONNECTED = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|atunci|and)[ ,]+)*(?:cand|cind|cum) (?:imi|ne|mi|o sa imi|o sa ne) (?:porniti|porneste|dati|da|repuneti|deschideti|reporniti|reconectati)"
              + "(?: (?:inapoi|din nou|iar|drumul la|la loc))*(?: la)? apa(?: (?:inapoi|din nou|iar))?"
              + "|(?:and )?when (?:do|will) you (?:turn|switch|put) (?:my |the )?water (?:back )?on(?: again)?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (Words.hasAny(line, OF_CUTTING)) {
      if (RECONNECTED.matcher(line).matches()) {
        var found = new Findings(folded);
        found.mention("reconnect", "1", 0, folded.text().length());
        return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
      }
      if (UNPAID.matcher(line).matches() || IF_UNPAID.matcher(line).matches()) {
        return Optional.of(of(text, folded, "unpaid"));
      }
      if (line.length() <= LONGEST && CUT.matcher(line).matches()) {
        return Optional.of(of(text, folded, "cut"));
      }
    }
    return FewWords.of(folded, gazetteer, ABOUT).filter(PenaltyPhrases::asked)
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("penalties", 1)),
            List.of()));
  }

  private static Understood of(String text, Folded folded, String topic) {
    var found = new Findings(folded);
    found.mention("penalty_topic", topic, 0, folded.text().length());
    return new Understood(text, null, List.of(new Guess("penalties", 1)), found.all());
  }

  private static boolean asked(FewWords words) {
    return words.allKnown(word -> ABOUT.contains(word) || PENALTY.matcher(word).matches()) && words.any(PENALTY)
        && words.says(WHY) && !words.says(HOW_MUCH);
  }
}
