package eu.apaserv.bot.core.console;

import java.util.regex.Pattern;

/** Addresses as staff see them: enough to tell two people apart, too little to call them. */
public final class Masked {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int SHOWN = 3;
  private static final int LONGEST_NAME = 20;
  private static final String DOTS = "•••";

  private Masked() {}

  /** {@code +40722000123} as {@code 07•• ••• 123}, {@code ana@mail.ro} as {@code a•••@mail.ro}, others by their end. */
  public static String id(String id) {
    int at = id.indexOf('@');
    if (at > 0) {
      return id.substring(0, id.offsetByCodePoints(0, 1)) + DOTS + id.substring(at);
    }
    if (id.length() < 2 * SHOWN) {
      return DOTS;
    }
    var end = id.substring(id.length() - SHOWN);
    if (id.matches("\\+40\\d{9}")) {
      return "0" + id.charAt(SHOWN) + "•• ••• " + end;
    }
    return (id.matches("\\+\\d{8,15}") ? id.substring(0, SHOWN) + " " : "") + DOTS + " " + end;
  }

  /** {@code Ana Popescu} as {@code A•• P••}. */
  public static String name(String name) {
    var words = new StringBuilder();
    for (var word : SPACES.splitAsStream(name.strip()).toList()) {
      if (!word.isEmpty() && words.length() < LONGEST_NAME) {
        words.append(words.isEmpty() ? "" : " ").append(word, 0, word.offsetByCodePoints(0, 1)).append("••");
      }
    }
    return words.toString();
  }
}
