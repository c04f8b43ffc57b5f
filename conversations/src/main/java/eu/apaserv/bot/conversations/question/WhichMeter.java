package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Which of several meters: by its serial, the end of it, or the place it hangs at. */
public final class WhichMeter {
  private static final int SHORTEST_NAME = 4;

  private WhichMeter() {}

  /** The meter; asked for only where there are several and the opening names none. */
  public static PlacedMeter ask(Dialogue d, List<PlacedMeter> meters) {
    if (meters.size() == 1) {
      return meters.getFirst();
    }
    Function<Said, Reading<PlacedMeter>> typed = said -> find(meters, said.entity("meter_serial").orElse(said.text()))
        .map(Reading::is).orElseGet(Reading::unclear);
    Function<Said, Reading<PlacedMeter>> given = said -> said.entity("meter_serial")
        .flatMap(serial -> find(meters, serial)).map(Reading::is).orElseGet(Reading::unclear);
    return d.ask(Question.choosing("meter", Phrase.of("meter.which"), meters.stream().map(WhichMeter::option).toList())
        .alsoReading(typed).given(given).help(Phrase.of("meter.help")));
  }

  /** The one meter that a name fits; empty when none or several do. */
  public static Optional<PlacedMeter> find(List<PlacedMeter> meters, String name) {
    var plain = plain(name);
    if (plain.length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    var fitting = meters.stream().filter(meter -> plain.contains(plain(meter.serial()))
        || plain(meter.serial()).endsWith(plain) || plain(meter.place().address()).contains(plain)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static Option<PlacedMeter> option(PlacedMeter meter) {
    return new Option<>(meter.serial().replaceAll("[^A-Za-z0-9_.-]", "-"),
        Phrase.of("meter.option", "serial", meter.serial(), "place", meter.label()), meter);
  }

  private static String plain(String text) {
    return Plain.of(text).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }
}
