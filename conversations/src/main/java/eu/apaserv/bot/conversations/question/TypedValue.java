package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.reading.IndexValue;
import eu.apaserv.bot.conversations.reading.IndexValue.Ambiguous;
import eu.apaserv.bot.conversations.reading.IndexValue.TooLong;
import eu.apaserv.bot.conversations.reading.IndexValue.Unreadable;
import eu.apaserv.bot.conversations.reading.IndexValue.Whole;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.understanding.Language;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** An index in a message: the words of the entity where the understanding found one, else the whole text. */
final class TypedValue {
  /** A time, a day, a sum, or a question about a figure: "tomorrow after 3pm", "de 2 zile", "ce e 24.11". */
  private static final Pattern OTHER_FIGURE = Pattern.compile(
      "\\d ?(?:am|pm|zile|zi|days?|ore|hours?|luni|months?|ani|years?|lei|ron|saptamani|weeks?)\\b"
          + "|\\b(?:ora|dupa|after|before|inainte de|o'clock) \\d"
          + "|^(?:what|what's|whats|why|when|how|who|where|cine|cand|unde|de ce|cum|ce (?:e|este|inseamna))\\b");

  /** The letter beside the zero: "85o". */
  private static final Pattern MISTYPED_ZERO = Pattern.compile("(?<=\\d)[oO](?=\\d|\\b)");

  private TypedValue() {}

  /** {@code Wrong} where digits were meant but cannot be read, {@code Unclear} where there are none. */
  static Reading<IndexValue> read(Said said, Language language, IntPredicate plausible) {
    var index = named(said);
    var typed = index.orElse(said.text());
    boolean other = index.isEmpty()
        && (said.entity("street").isPresent() || OTHER_FIGURE.matcher(Plain.of(typed)).find());
    if (other || typed.chars().noneMatch(Character::isDigit)) {
      return Reading.unclear();
    }
    return switch (IndexValue.parse(MISTYPED_ZERO.matcher(typed).replaceAll("0"), language, plausible)) {
      case Whole whole -> Reading.is(whole);
      case Ambiguous ambiguous -> Reading.is(ambiguous);
      case TooLong _ -> Reading.wrong(Phrase.of("index.too_long"));
      case Unreadable _ -> Reading.wrong(Phrase.of("index.unreadable"));
    };
  }

  /** Only where the understanding found an index: a message about something else may hold any number. */
  static Reading<IndexValue> given(Said said, Language language, IntPredicate plausible) {
    return named(said).isPresent() ? read(said, language, plausible) : Reading.unclear();
  }

  /** The index as typed: its signs decide what it means, and the entity has lost them; in words the entity alone counts. */
  private static Optional<String> named(Said said) {
    return said.entities().stream().filter(e -> e.key().equals("index_value")).findFirst()
        .map(e -> typed(said.text(), e.start(), e.end()).orElse(e.value()));
  }

  private static Optional<String> typed(String text, int start, int end) {
    return 0 <= start && start < end && end <= text.length()
        ? Optional.of(text.substring(start, end)).filter(part -> part.chars().anyMatch(Character::isDigit))
        : Optional.empty();
  }
}
