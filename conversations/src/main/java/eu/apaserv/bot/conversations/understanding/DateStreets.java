package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Streets that are called after a day, "1 Decembrie 1918": a day and no street unless something says so. */
final class DateStreets implements EntityFinder {
  private static final String DAY = "(?<name>(?<day>[0-3]?\\d) (?<month>ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|"
      + "septembrie|octombrie|noiembrie|decembrie)(?<year> (?:18|19)\\d\\d)?)";
  private static final String HOUSE = "[ ,]{1,2}(?:nr|numarul|numaru|numar|no|number)[ .]{0,2}(?<number>\\d{1,4} ?[a-z]?)\\b";
  /** Before a house's number that is called one. */
  private static final Pattern NUMBERED = Pattern.compile("\\b" + DAY + HOUSE);
  /** After the word for a street. */
  private static final Pattern CALLED = Pattern.compile(
      "\\b(?:strada|strazii|str|bulevardul|bulevard|b-dul|bdul|bd|aleea|calea|piata)[ .]{1,2}" + DAY
          + "\\b(?:[ ,]{1,2}(?<number>\\d{1,4}[a-z]?)\\b)?");
  /** The years of the days that streets are called after: no bill and no reading is of them. */
  private static final Pattern DATED = Pattern.compile("\\b(?<name>(?<day>1|22|24) (?<month>decembrie|ianuarie)"
      + "(?<year> (?:1918|1989|1859)))\\b(?:[ ,]{1,2}(?<number>\\d{1,4}[a-z]?)\\b)?");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    if (message.digits()) {
      for (var form : List.of(NUMBERED, CALLED, DATED)) {
        var street = form.matcher(message.text());
        while (street.find()) {
          add(street, found);
        }
      }
    }
  }

  private static void add(Matcher street, Findings found) {
    if (!found.free(street.start("name"), street.end("name"))) {
      return;
    }
    var month = street.group("month");
    var year = street.group("year");
    found.add("street", street.group("day") + " " + month.substring(0, 1).toUpperCase(Locale.ROOT) + month.substring(1)
        + (year == null ? "" : year), street.start("name"), street.end("name"));
    var number = street.group("number");
    if (number != null) {
      found.add("street_number", number.replace(" ", "").toUpperCase(Locale.ROOT), street.start("number"),
          street.end("number"));
    }
  }
}
