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
 * Who cannot be without water, said by who has just told that there is none, and the water that is brought by a tanker. Told by
 * nothing but these words: a child alone is no wish.
 */
final class NeedPhrases implements Grammar {
  private static final int LONGEST = 90;
  private static final String BEFORE = "(?:(?:si|dar|da|pai|iar|va rog|te rog|intelegeti|ca|ca eu|eu|noi|and|but|please|you know)[ ,.!]+)*";
  private static final String HAVE = "(?:am|avem|e|este|sunt|stau|stam|traiesc|locuiesc|ingrijesc|i have|we have|i am|we are|there is|there are|i've got|we've got)";
  private static final String WHO = "(?:copi[il]\\w*|nou[ -]?nascut\\w*|bebelus\\w*|bebe\\w*|sugar\\w*|gravida|insarcinata|bolnav\\w*|batran\\w*|persoan[ae] cu (?:handicap|dizabilitati)|imobilizat\\w*"
      + "|baby|babies|newborn\\w*|child|children|kids?|toddlers?|pregnant|sick|ill|elderly|disabled|bedridden)";
  /** Beside a wish it says why, and is no wish of its own. */
  static final String CLAUSE = BEFORE + HAVE
      + " (?:(?:si|un|o|doi|doua|trei|cu|de|mai|foarte|niste|acasa|mama|tata|mica|mici|in casa|a|an|two|three|small|little|very|old|mother|father|the|at home) )*"
      + WHO
      + "(?: (?:mic|mica|mici|mut|in casa|acasa|la pat|aici|de \\w+ (?:luni|ani|zile)|at home|here|in the house|in bed))*"
      + "(?:[ ,.!?]+(?:intelegeti|intelegi|nu intelegeti|va rog|te rog|ce fac|ce facem|do you understand|please|what do we do))*";
  private static final Pattern ENGLISH = Pattern
      .compile("\\b(?:i|there|baby|kids?|child(?:ren)?|sick|tankers?|trucks?|bottled)\\b");
  private static final Pattern NEED = Pattern.compile(CLAUSE);
  private static final String BROUGHT = "(?:cistern[ae]\\w*|autocistern\\w*|bidoane(?: cu apa)?|apa (?:imbuteliata|la bidoane|cu cisterna)|(?:water )?tankers?|water trucks?|bottled water)";
  private static final Pattern TANKER = Pattern.compile(BEFORE
      + "(?:(?:macar|cel putin|se poate|puteti|poti|cand|unde|la ce ora|o sa|va|ne|imi|mi|nu|vine|vin|veniti|trimite\\w*|aduce\\w*|aduc|adu|dati|da|aveti|este|exista|primim|primesc|sa|cu|o|niste"
      + "|at least|can|could|will|would|do|you|is|are|there|any|a|the|send|bring|us|when|where|some|have|get|we|come|coming)[ ,-]+)*+"
      + BROUGHT
      + "(?: (?:macar|va rog|te rog|cu apa|la noi|aici|pe strada|pe strada noastra|trimite\\w*|aduce\\w*|vine|nu trimiteti|at least|please|here|for us))*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    if (TANKER.matcher(line).matches()) {
      return Optional.of(of(text, folded, "outage_info", "tanker"));
    }
    return NEED.matcher(line).matches()
        ? Optional.of(of(text, folded, Understood.OUT_OF_SCOPE, "need"))
        : Optional.empty();
  }

  private static Understood of(String text, Folded folded, String intent, String key) {
    var found = new Findings(folded);
    found.mention(key, "1", 0, folded.text().length());
    return new Understood(text, Words.language(folded.text(), ENGLISH), List.of(new Guess(intent, 1)), found.all());
  }
}
