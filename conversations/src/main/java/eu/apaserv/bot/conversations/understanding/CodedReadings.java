package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Readings of several client codes, each with its value: "1010028 850 și 1010035 120". */
final class CodedReadings implements Grammar, EntityFinder {
  private static final int LONGEST = 300;
  private static final int MOST = 10;
  private static final String BETWEEN = "(?:[ :=,;-]|indexul|index|are|este|e|cu|la|arata|reading|is|has|shows){1,8}";
  private static final Pattern ONE = Pattern
      .compile("(?<![\\d.,])(?<code>\\d{7})(?!\\d)" + BETWEEN
          + "(?<![\\d])(?<value>\\d{1,6})(?![\\d]|[.,]\\d)(?! ?(?:lei|ron))");
  /** What may stand around them and wants nothing else. */
  private static final Pattern AROUND = Pattern.compile(
      "(?:[ :=,;.!-]|\\n|index(?:ul|urile|uri|ii)?|indecsii|cod(?:ul|urile)?|client|de|la|pe|pt|pentru|si|iar|and|for|code|meter|trimit|transmit|va rog)*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text();
    if (line.length() > LONGEST || !folded.digits() || !AROUND.matcher(ONE.matcher(line).replaceAll(" ")).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    add(line, found);
    return found.has("readings")
        ? Optional.of(new Understood(text, null, List.of(new Guess("submit_index", 1)), found.all()))
        : Optional.empty();
  }

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    if (intent.equals("submit_index") && message.digits()) {
      add(message.text(), found);
    }
  }

  private static void add(String line, Findings found) {
    var coded = new ArrayList<Readings.MeterValue>();
    int start = -1;
    int end = 0;
    var one = ONE.matcher(line);
    while (one.find() && coded.size() < MOST) {
      coded.add(new Readings.MeterValue(one.group("code"), Long.parseLong(one.group("value"))));
      start = start < 0 ? one.start() : start;
      end = one.end();
    }
    if (coded.size() > 1 && coded.stream().map(Readings.MeterValue::meter).distinct().count() == coded.size()) {
      found.add("readings", Readings.write(coded), start, end);
    }
  }
}
