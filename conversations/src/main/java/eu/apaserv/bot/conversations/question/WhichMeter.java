package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which of several meters: by its serial, the end of it, or the place it hangs at. */
public final class WhichMeter {
  private static final Pattern SERIAL_END = Pattern.compile("\\b\\d{4}\\b");

  private WhichMeter() {}

  /** The meter; asked for only where there are several and the opening names none. */
  public static PlacedMeter ask(Dialogue d, List<PlacedMeter> meters) {
    if (meters.size() == 1) {
      return meters.getFirst();
    }
    Function<Said, Reading<PlacedMeter>> typed = said -> find(meters, said.entity("meter_serial").orElse(said.text()))
        .or(() -> end(meters, said.text()))
        .map(Reading::is).orElseGet(() -> Own.says(said.text())
            ? Reading.wrong(Phrase.of("meter.several", "n", meters.size()))
            : Reading.unclear());
    Function<Said, Reading<PlacedMeter>> given = said -> said.entity("meter_serial")
        .flatMap(serial -> find(meters, serial)).or(() -> MeterName.called(meters, said.text())).map(Reading::is)
        .orElseGet(Reading::unclear);
    return d.ask(Question.choosing("meter", Phrase.of("meter.which"), meters.stream().map(WhichMeter::option).toList())
        .alsoReading(typed).given(given).help(Phrase.of("meter.help")));
  }

  /** The one meter that a name fits; empty when none or several do. */
  public static Optional<PlacedMeter> find(List<PlacedMeter> meters, String name) {
    return MeterName.find(meters, name);
  }

  /** The end of a serial among other words: "nu asta, 9669". */
  private static Optional<PlacedMeter> end(List<PlacedMeter> meters, String text) {
    return SERIAL_END.matcher(text).results().map(end -> find(meters, end.group())).flatMap(Optional::stream)
        .findFirst();
  }

  private static Option<PlacedMeter> option(PlacedMeter meter) {
    return new Option<>(meter.serial().replaceAll("[^A-Za-z0-9_.-]", "-"),
        Phrase.of("meter.option", "serial", meter.serial(), "place", meter.label()), meter);
  }
}
