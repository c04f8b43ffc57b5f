package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bare number was.
 *
 * @param index false: a slip
 * @param other the value typed instead of it; null: it is the one
 */
record BareIndex(boolean index, @Nullable Integer other) {

  /** Asks whether it is the index; another number is. */
  static BareIndex ask(Dialogue d, PlacedMeter meter) {
    var value = d.given("index_value").orElse("");
    var earlier = d.keep("bare_earlier", Integer.class, () -> meter.sent() == null ? -1 : meter.sent().value());
    var prompt = earlier < 0
        ? Phrase.of("index.bare", "value", value, "serial", meter.serial(), "place", meter.label())
        : Phrase.of("index.bare_instead", "value", value, "earlier", Integer.toString(earlier), "serial",
            meter.serial());
    return d.ask(Question.choosing("bare", prompt, List.of(
        new Option<>("yes", Phrase.of("yes"), new BareIndex(true, null)),
        new Option<>("no", Phrase.of("no"), new BareIndex(false, null)))).alsoReading(BareIndex::read));
  }

  private static Reading<BareIndex> read(Said said) {
    var other = said.entity("index_value").filter(typed -> typed.matches("\\d{1,9}")).map(Integer::valueOf);
    return other.isPresent()
        ? Reading.is(new BareIndex(true, other.get()))
        : switch (YesNo.read(said)) {
          case Reading.Is<Boolean>(Boolean yes) -> Reading.is(new BareIndex(yes, null));
          case Reading<Boolean> _ -> Reading.unclear();
        };
  }

  /** Whether it is as long as a one-time code and longer than what any of the meters shows: none is awaited any more. */
  static boolean isCode(Dialogue d, int length, List<PlacedMeter> meters) {
    return d.opening().text().replaceFirst("^\\D*", "").replaceAll("[\\s-]|[.!]+$", "").matches("\\d{" + length + "}")
        && meters.stream().noneMatch(meter -> meter.meter().digits() >= length);
  }
}
