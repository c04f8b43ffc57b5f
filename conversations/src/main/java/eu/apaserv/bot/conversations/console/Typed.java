package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.core.console.Visit;
import java.util.Optional;

/** What a browser sent, read: untrusted, so anything may stand there. */
final class Typed {
  private static final int LONGEST_KEY = 64;

  private Typed() {}

  /** A meter's index in m³; empty when it is none. */
  static Optional<Integer> index(String typed) {
    return typed.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(typed)) : Optional.empty();
  }

  /** What one form does, it does once, also when its button is pressed twice: the word in it, bounded, and who sent it. */
  static String key(Visit visit) {
    var word = visit.field("key");
    return "console:" + visit.staff().id() + ":" + word.substring(0, Math.min(word.length(), LONGEST_KEY));
  }

  /** One of these; {@code otherwise} when it is none. */
  static <E extends Enum<E>> E oneOf(Class<E> kind, String typed, E otherwise) {
    for (var one : kind.getEnumConstants()) {
      if (one.name().equalsIgnoreCase(typed)) {
        return one;
      }
    }
    return otherwise;
  }
}
