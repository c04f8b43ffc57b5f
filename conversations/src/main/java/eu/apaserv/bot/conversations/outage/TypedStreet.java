package eu.apaserv.bot.conversations.outage;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A street as people write it, with its house numbers behind it: "Str. Oituz nr. 1-15 impare", "Traian, numere pare".
 *
 * @param street without the numbers; empty where there is nothing else
 * @param from the first number; empty: none is said
 * @param to the last number; empty: none is said
 */
public record TypedStreet(String street, String from, String to, Area.Parity parity) {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String HOUSE = "\\d{1,5}(?:\\s?[a-z])?";
  private static final String NAMED = "(?:nr\\.?|num[ăa]rul|numere(?:le)?|numbers?|no\\.)";
  private static final String SIDE = "(?:[\\s,(]+(?:" + NAMED + "\\s+)?(?<side>impar[eă]?|par[eă]?|odd|even)\\)?)";
  private static final String STREET = "^(?<street>.*?)[\\s,]*";
  private static final Pattern RANGE = Pattern.compile(STREET + "(?:\\b" + NAMED + "\\s*)?(?<![\\d-])(?<from>" + HOUSE
      + ")\\s?(?:-|–|la)\\s?(?<to>" + HOUSE + ")" + SIDE + "?$", FLAGS);
  /** One house has to be called so, for a number alone may belong to the name (1 Decembrie 1918). */
  private static final Pattern ONE = Pattern.compile(STREET + "\\b" + NAMED + "\\s*(?<from>" + HOUSE + ")$", FLAGS);
  private static final Pattern SIDE_ALONE = Pattern.compile("^(?<street>\\P{L}*+\\p{L}.*?)" + SIDE + "$", FLAGS);

  /** What it says; where it says nothing of numbers, all of it is the street. */
  public static TypedStreet of(String text) {
    var stripped = text.strip();
    var range = RANGE.matcher(stripped);
    if (range.matches()) {
      return new TypedStreet(range.group("street"), range.group("from"), range.group("to"), side(range.group("side")));
    }
    var one = ONE.matcher(stripped);
    if (one.matches()) {
      return new TypedStreet(one.group("street"), one.group("from"), one.group("from"), Area.Parity.ALL);
    }
    var alone = SIDE_ALONE.matcher(stripped);
    return alone.matches()
        ? new TypedStreet(alone.group("street"), "", "", side(alone.group("side")))
        : new TypedStreet(stripped, "", "", Area.Parity.ALL);
  }

  private static Area.Parity side(@Nullable String said) {
    if (said == null) {
      return Area.Parity.ALL;
    }
    var lower = said.toLowerCase(Locale.ROOT);
    return lower.startsWith("impar") || lower.equals("odd") ? Area.Parity.ODD : Area.Parity.EVEN;
  }
}
