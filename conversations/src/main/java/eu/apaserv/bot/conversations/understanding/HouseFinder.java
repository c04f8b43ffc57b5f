package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A house's number and nothing else, "nr 12", "12A", "și la 14?": after an answer about a street it is of that street. */
final class HouseFinder implements EntityFinder {
  /** What stands alone may as well be an index, and few streets have so many houses. */
  private static final int MOST_BARE = 299;
  private static final Pattern BARE = Pattern.compile("[1-9]\\d{0,2}");
  private static final Pattern ALONE = Pattern.compile(
      "(?:(?:si|dar|pai|da|adica|eu|noi|e|este|la|pe|stau|stam|locuiesc|and|but|what about|how about|at|it is|it's|i'm)[ ,]+)*"
          + "(?:(?:casa |house )?(?:nr|numarul|numaru|numar|number|no)[ .:]{1,2}(?<called>\\d{1,4} ?[a-k]?)"
          + "|(?<lettered>\\d{1,3} ?[a-k])|(?<=[a-z][ ,])(?<joined>\\d{1,3}))[ .!?]*");

  /** After words that put something right: "de fapt nr 13", "am greșit numărul, e 13". */
  private static final Pattern FIXED = Pattern.compile(
      "(?:(?:nu|ba|stai|stati|scuze|scuzati|pardon|of|vai|de fapt|am gresit|am scris gresit|gresit|sorry|actually|wrong|i made a mistake)[ ,.!]+)+"
          + "(?:(?:e|este|era|ca|casa|it'?s|it is|the)[ ,]+)*(?:(?:(?:la|at) (?:the )?)?(?:nr|numarul|numaru|numar|number|no)[ .:,]+(?:(?:e|este|era|corect|la|is)[ ,]+)*|(?:la|at) )"
          + "(?<fixed>\\d{1,3} ?[a-k]?)[ .!]*");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    if (!message.digits()) {
      return;
    }
    var fixed = FIXED.matcher(message.text());
    if (fixed.matches()) {
      found.mention("street_number", fixed.group("fixed").replace(" ", "").toUpperCase(Locale.ROOT),
          fixed.start("fixed"),
          fixed.end("fixed"));
      return;
    }
    var house = ALONE.matcher(message.text().strip());
    if (house.matches()) {
      for (var form : List.of("called", "lettered", "joined")) {
        var number = house.group(form);
        if (number != null) {
          found.mention("street_number", number.replace(" ", "").toUpperCase(Locale.ROOT), 0, message.text().length());
        }
      }
    }
  }

  /** Whether what stands alone ("12", but "1,2" is no house) can be a house's number. */
  static boolean isBare(String typed) {
    return BARE.matcher(typed).matches() && Integer.parseInt(typed) <= MOST_BARE;
  }
}
