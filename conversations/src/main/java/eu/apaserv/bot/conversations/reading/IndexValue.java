package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.core.understanding.Language;
import java.util.function.IntPredicate;

/**
 * A meter's value as people type it: the black digits, whole cubic metres. Red digits and what follows the decimal sign
 * are litres and are cut, never rounded.
 */
public sealed interface IndexValue {

  /** It can only mean this. */
  record Whole(int value) implements IndexValue {}

  /**
   * A sign before three digits may group thousands or begin the decimals.
   *
   * @param preferred what the language's custom says
   * @param other what it would be otherwise
   */
  record Ambiguous(int preferred, int other) implements IndexValue {}

  /** No value, several, or a negative one. */
  record Unreadable() implements IndexValue {}

  /** More digits than any meter has. */
  record TooLong() implements IndexValue {}

  /** Reads a value without knowing the meter. Bounded: a text of over 200 characters is unreadable. */
  static IndexValue parse(String typed, Language language) {
    return TypedIndex.parse(typed, language);
  }

  /**
   * Reads a value; where it is ambiguous, takes the meaning that is plausible for the meter.
   *
   * @return {@link Ambiguous} only where both are
   */
  static IndexValue parse(String typed, Language language, IntPredicate plausible) {
    var value = parse(typed, language);
    if (value instanceof Ambiguous(int preferred, int other) && plausible.test(preferred) != plausible.test(other)) {
      return new Whole(plausible.test(preferred) ? preferred : other);
    }
    return value;
  }
}
