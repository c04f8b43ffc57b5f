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
 * "Până la ce oră", "what time do you close": of the office, unless water that is off was just talked about, or the water or a
 * street stands in it.
 */
final class HoursPhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final String BEFORE = "(?:(?:si|dar|da|iar|pai|and|but|ok|atunci|bine|deci|then)[ ,]+)*";
  private static final String OPEN = "(?: (?:e|este|sunt|sunteti|aveti|se|tine|tin|pot|sa|vin|acolo|eu|va|i|we|can|could|may|ghiseul|casieria|biroul|sediul|la|azi|maine|luni|vineri|sambata|do|does|you|are|is|it|the|your|office|there))*";
  private static final String HOURS = "(?: (?:lucrati|lucreaza|lucreze|deschis\\w*|deschid\\w*|inchid\\w*|inchis\\w*|program\\w*|open\\w*|close[sd]?|closing|sun|suna|sunam|phone|call|ring))";
  private static final String DAY = "(?:azi|astazi|maine|luni|marti|miercuri|joi|vineri|sambata|duminica|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
  private static final Pattern UNTIL = Pattern
      .compile(BEFORE + "(?:(?:pe |on )?(?<day>" + DAY
          + ") )?(?:pana (?:la|pe la) ce ora|(?:until|till|til) (?:when|what time))"
          + "(?: (?:pe |on )?(?<then>" + DAY + "))?");
  /** "La ce oră deschideți apa", "până la ce oră lucrați pe strada mea". */
  private static final Pattern OF_THE_WATER = Pattern.compile(BEFORE
      + "(?:(?:pana |de |pana pe )?la ce ora|intre ce ore|c[ai]t timp|pana cand|(?:(?:at|until|till|from) )?what time|until when|till when|how long)\\b.{0,30}"
      + "\\b(?:deschi\\w*|inchi\\w*|dati|da|opr\\w*|porn\\w*|lucr\\w*|open\\w*|closed?|shut|turn\\w*|works?|working)\\b.{0,30}\\b(?:apa|apei|strad\\w*|str|water|street)\\b.{0,30}");
  /** "La ce oră vine?", right after what was said of the water. */
  private static final Pattern COMES = Pattern.compile(
      "(?:(?:si|dar|pai|ok|and|but)[ ,]+)*(?:(?:pe |cam )*la ce ora|what time)(?: (?:mai|o sa|va|will it|does it|is it|it))* (?:vine|revine|vina|revina|veni|reveni|dati drumul|se da drumul|come back|be back|comes back|back)");
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:index\\w*|factur\\w*|plat\\w*|ghiseu\\w*|casieri\\w*|birou\\w*|sedi\\w*|contract\\w*|office|pay|bills?|calda|hot)\\b");
  private static final double MAYBE = 0.5;
  private static final Pattern OF_THE_OFFICE = Pattern.compile(BEFORE
      + "(?:(?:pana |de |pana pe )?la ce ora|intre ce ore|(?:(?:at|until|till|from) )?what time|until when|till when)"
      + OPEN + HOURS + OPEN);

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    var until = UNTIL.matcher(line);
    if (until.matches()) {
      for (var place : List.of("day", "then")) {
        if (until.group(place) != null) {
          found.mention("day", until.group(place), until.start(place), until.end(place));
        }
      }
      found.mention("until", "1", 0, folded.text().length());
      return Optional.of(new Understood(text, Words.language(folded.text()),
          List.of(new Guess("contact_info", MAYBE)), found.all()));
    }
    if (COMES.matcher(line).matches()) {
      found.mention("until", "1", 0, folded.text().length());
      return Optional.of(
          new Understood(text, Words.language(line), List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), found.all()));
    }
    if (OF_THE_WATER.matcher(line).matches() && !OTHER.matcher(line).find()) {
      return Optional
          .of(new Understood(text, Words.language(line), List.of(new Guess("outage_info", 1)), found.all()));
    }
    if (!OF_THE_OFFICE.matcher(line).matches()) {
      return Optional.empty();
    }
    found.mention("contact_topic", "hours", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(folded.text()), List.of(new Guess("contact_info", 1)), found.all()));
  }
}
