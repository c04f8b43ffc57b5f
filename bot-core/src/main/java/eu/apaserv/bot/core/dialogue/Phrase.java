package eu.apaserv.bot.core.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to say, before a language and a channel are chosen: a text's key and what fills its slots.
 *
 * @param key the text's key in the bundles
 * @param args by slot name; numbers, dates, strings or phrases; a {@code BigDecimal} is shown with two decimals
 */
public record Phrase(String key, Map<String, Object> args) {
  public Phrase {
    args = Map.copyOf(args);
  }

  /** {@code Phrase.of("balance.total", "total", total, "asAt", time)}. */
  public static Phrase of(String key, Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("Text " + key + ": give name, value, name, value, …");
    }
    var args = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      args.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Phrase(key, args);
  }

  /** Text that is data, not translated: a name, a number, an address. Never markup. */
  public static Phrase plain(String text) {
    return of("plain", "text", text);
  }
}
