package eu.apaserv.bot.conversations.understanding;

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

/**
 * One or several meters with their values: "contor 2 index 150", "scara A 120, scara B 98", "bloc A4 546; magazin 2977".
 * At least one of them is named by what it hangs at; every part of the message is a name and a value.
 */
final class MeterList implements Grammar {
  private static final int LONGEST = 400;
  private static final String PLACE = "(?:contor(?:ul)?|apometru(?:l)?|meter|scara|sc|bloc(?:ul)?|bl|apartament|ap|"
      + "entrance|block|flat|nr)(?:\\. ?| )(?:nr\\.? ?)?(?:[a-z]?\\d{1,3}[a-z]?|[a-z])\\b"
      + "(?:,? (?:scara|sc|ap)\\.? ?\\w{1,3}\\b)?";
  private static final String FREE = "(?!index|idx)(?:[a-z]{3,15}(?: [a-z]{2,15}){0,2}|[a-z]\\d{1,2})";
  private static final Pattern ITEM = Pattern.compile("(?:(?:la|pt|pentru|for|at) )?(?<name>(?<place>" + PLACE + ")|"
      + FREE + ")[ :=-]+"
      + "(?:(?:index(?:ul)?|arata|are|este|e|is|reads|reading|shows)[ :=]+)?(?<value>\\d{1,9})(?: ?(?:mc|m3|m³))?[ .!]*");
  /** The other way round: "853 la ap 38". */
  private static final Pattern TURNED = Pattern.compile("(?:index(?:ul)?[ :=]+)?(?<value>\\d{1,9})(?: ?(?:mc|m3|m³))? "
      + "(?:la|pt|pentru|pe|in|din|de la|for|at|in) (?<name>" + PLACE + ")[ .!]*");
  private static final Pattern BETWEEN = Pattern.compile(" ?[,;\\n] ?(?:si |and )?| (?:si|and) ");
  private static final Pattern PREFIX = Pattern
      .compile("^(?:index(?:uri|urile|ii|i)?|indecsii?|citiri(?:le)?|readings?)[ :]+");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text();
    if (line.length() > LONGEST || !folded.digits()) {
      return Optional.empty();
    }
    var prefix = PREFIX.matcher(line);
    int at = prefix.find() ? prefix.end() : 0;
    var readings = new ArrayList<Readings.MeterValue>();
    boolean placed = false;
    for (var part : BETWEEN.split(line.substring(at), 0)) {
      var item = ITEM.matcher(part.strip());
      var turned = TURNED.matcher(part.strip());
      if (turned.matches()) {
        placed = true;
        readings.add(new Readings.MeterValue(turned.group("name"), Numbers.value(turned.group("value"), current)));
      } else if (item.matches()) {
        placed |= item.group("place") != null;
        readings.add(new Readings.MeterValue(item.group("name"), Numbers.value(item.group("value"), current)));
      } else {
        return Optional.empty();
      }
    }
    boolean place = placed && (readings.size() > 1 || !line.contains("apartament"));
    return place ? Optional.of(understood(text, folded, at, readings)) : Optional.empty();
  }

  private static Understood understood(String text, Folded folded, int at, List<Readings.MeterValue> readings) {
    var found = new Findings(folded);
    found.add("readings", Readings.write(readings), at, folded.text().length());
    return new Understood(text, null, List.of(new Guess("submit_index", 1)), found.all());
  }
}
