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
 * What a few words say of what was just shown: "cea dinainte", "e mult?", "de ce?", "restul". Where nothing was shown that they are of,
 * "e prea mult" is a complaint and the others are nobody's wish.
 */
final class ShownPhrases implements Grammar {
  private static final int LONGEST = 60;
  private static final String BEFORE = "(?:(?:si|dar|da|iar|pai|ok|bine|pe|as vrea|vreau|doresc|trimite\\w*|trimiteti|dati|da-mi|mi|imi|"
      + "and|but|also|ok|please|send|show|me)[ ,-]+)*";
  private static final String PLEASE = "(?:[ ,]+(?:va rog|te rog|please|tot|too|as well))*";
  /** The one before the one just shown. */
  private static final Pattern EARLIER = Pattern.compile(BEFORE
      + "(?:(?:cea|aia|luna|the)[ ]+)?(?:(?:de|din) )?(?:dinainte|dinaintea (?:ei|asteia|acesteia|aceleia)|inainte(?:a ei| de asta)"
      + "|anterioara|precedenta|(?:one|month) before(?: (?:that|it|this))?|previous (?:one|month))" + PLEASE);
  private static final String SOFTLY = "(?:(?:dar|da|pai|hmm|oare|si|asta|aista|acesta|aceasta|nu|but|so|is|it|that|this|isn'?t|it'?s|that'?s)[ ,.?!]+)*";
  private static final Pattern MUCH = Pattern.compile(SOFTLY
      + "(?:(?:nu )?(?:e|ii|i|ie|este|sunt|mi se pare|pare)(?: (?:cam|prea|foarte|asa|tare|destul de|asta|cumva|nu))* (?:mult|multi|mare|mari|scump[a]?|ridicat)(?: (?:asta|tare|nu|deloc))*"
      + "|de und[ei]? (?:asa )?(?:atata?|atita?|atatia|mult)(?: (?:apa|bani|de plata|consum))?|(?:asa|atat|atit) de (?:mult|multi|mare|scump[a]?)|a lot|too (?:much|high|big)|(?:so|that) (?:much|high))"
      + "(?:[ ,.?!]+(?:pe ce|pentru ce|din ce|de ce|de unde|cum asa|for what|what for|why|how come))?");
  private static final Pattern USUAL = Pattern
      .compile(SOFTLY + "(?:(?:e|ii|i|ie|este) )?(?:ceva )?(?:normal|ok|in regula|obisnuit|usual)"
          + "(?: (?:asa|atat|atata|atita|consumul|asta))*");
  private static final Pattern WHY = Pattern.compile(
      "(?:(?:dar|da|si|pai|stai|stati|but|and|wait)[ ,]+)*(?:de ce|di ci|di ce|dece|pe ce|pentru ce|din ce|for what|why)"
          + "(?<so>(?: (?:e|ii|i|este|is it))?(?: (?:asa|atat|atit|atata|atita|so|prea|cam)(?: de)?)?(?: (?:mult|multi|mare|mari|scump[a]?|much|high)(?: (?:luna (?:asta|aceasta)|acum|factura|this month|now|the bill|my bill))*))?");

  /** Goes on with what was said before: a wish to pay names no "de". */
  private static final Pattern SUM = Pattern
      .compile("(?:(?:si|e|este)[ ,]+)?(?:de|di|vreo|aproape|peste|cam)(?: (?:vreo|aproape|peste))? "
          + "(?<lei>[1-9]\\d{0,4})(?:[.,](?<bani>\\d{2}))? ?(?:de )?(?:lei|ron)");
  /** Of water that is off, unless something else was just shown that takes its time. */
  private static final Pattern HOW_LONG = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|and)[ ,]+)*(?:cam )?(?:cat|cit)(?: timp)?(?: (?:mai|o sa|va))* (?:dureaza|dura)|how long(?: does it take| will it take| more)?");
  /** What a list that was cut short does not show; else what is left to pay. */
  private static final Pattern REST = Pattern.compile(BEFORE
      + "(?:(?:arata\\w*|vad|sa vad|pe|cu|also|the)[ ,-]+(?:mi )?)*"
      + "(?:restul|celelalte (?:plati|facturi)|rest|other (?:payments|invoices|bills))(?: (?:platilor|facturilor|lor|of (?:them|it)))?"
      + "(?: (?:mai tarziu|luna (?:viitoare|cealalta|urmatoare)|saptamana viitoare|alta data|dupa salariu|la salariu|la pensie|dupa pensie|later|next (?:month|week)))?"
      + PLEASE);
  /** How long they have had no water. */
  private static final Pattern SINCE = Pattern
      .compile("(?:(?:inca|cam|e|este|asa|tot|nu e|nu avem)[ ,]+)*(?:(?:de|di|since) (?:pe )?"
          + "(?:aseara|asara|azi dimineata|azi-dimineata|ieri(?: (?:seara|dimineata))?|alaltaieri|dimineata|noaptea|azi noapte|amiaza|luni|marti|miercuri|joi|vineri"
          + "|sambata|duminica|this morning|yesterday|last night)|(?:de|di|for|it'?s been|since) (?:vreo |about )?(?:(?:o )?saptamana|a week|(?:o|doua|trei|patru|\\d{1,2}) "
          + "(?:ora|ore|zi|zile|saptamani|luna|luni|an|ani|hours?|days?)))(?: (?:deja|asa|now|already))?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var asked = folded.text().strip();
    var line = Words.unmarked(asked).strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    if (EARLIER.matcher(line).matches()) {
      return Optional.of(of(text, folded, Understood.OUT_OF_SCOPE, "earlier"));
    }
    var sum = SUM.matcher(line);
    if (sum.matches()) {
      var found = new Findings(folded);
      found.mention("amount", sum.group("lei") + "." + (sum.group("bani") == null ? "00" : sum.group("bani")), 0,
          folded.text().length());
      return Optional.of(new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), found.all()));
    }
    if (HOW_LONG.matcher(line).matches()) {
      return Optional.of(of(text, folded, "outage_info", "how_long"));
    }
    if (REST.matcher(line).matches()) {
      return Optional.of(of(text, folded, "balance", "rest"));
    }
    if (SINCE.matcher(line).matches()) {
      return Optional.of(of(text, folded, Understood.OUT_OF_SCOPE, "since"));
    }
    var why = WHY.matcher(line);
    if (why.matches()) {
      return Optional.of(of(text, folded,
          why.group("so") == null || why.group("so").isEmpty() ? Understood.OUT_OF_SCOPE : "complaint", "why"));
    }
    if (asked.endsWith("?") && USUAL.matcher(line).matches()) {
      return Optional.of(of(text, folded, Understood.OUT_OF_SCOPE, "much"));
    }
    return MUCH.matcher(line).matches() ? Optional.of(of(text, folded, "complaint", "much")) : Optional.empty();
  }

  private static Understood of(String text, Folded folded, String intent, String key) {
    var found = new Findings(folded);
    if (intent.equals("complaint")) {
      found.mention("complaint_topic", "bill_too_high", 0, folded.text().length());
    }
    found.mention(key, "1", 0, folded.text().length());
    return new Understood(text, null, List.of(new Guess(intent, 1)), found.all());
  }
}
