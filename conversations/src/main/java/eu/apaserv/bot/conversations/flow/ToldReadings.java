package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.understanding.Readings;
import eu.apaserv.bot.conversations.understanding.Readings.MeterValue;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.understanding.Entity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Values told in several messages before any of them was recorded: each with the meter or the client code it is of. */
final class ToldReadings {
  private static final String READINGS = "readings";
  private static final String CODE = "client_code";
  private static final String VALUE = "index_value";
  /** Nobody can make the session grow for ever. */
  private static final int MOST = 10;
  private static final int LONGEST = 400;

  private ToldReadings() {}

  /** Both messages as one; the later alone where one of them tells no meter, or there are too many. */
  static Said joined(Said first, Said again) {
    var later = of(again);
    var kept = of(first).stream().filter(one -> later.stream().noneMatch(two -> same(one, two))).toList();
    var all = Stream.concat(kept.stream(), later.stream()).toList();
    if (later.isEmpty() || kept.isEmpty() || all.size() > MOST) {
      return again;
    }
    var both = first.text() + "\n" + again.text();
    var text = both.length() <= LONGEST ? both : again.text();
    var others = again.entities().stream().filter(e -> !Set.of(READINGS, CODE, VALUE, "number").contains(e.key()))
        .map(e -> new Entity(e.key(), e.value(), e.start() + text.length() - again.text().length(),
            e.end() + text.length() - again.text().length()));
    return new Said(text, null, again.intent(), 1,
        Stream.concat(Stream.of(new Entity(READINGS, Readings.write(all), 0, text.length())), others).toList());
  }

  private static boolean same(MeterValue one, MeterValue two) {
    return Plain.of(one.meter()).replaceAll("[^a-z0-9]", "").equals(Plain.of(two.meter()).replaceAll("[^a-z0-9]", ""));
  }

  private static List<MeterValue> of(Said said) {
    var several = said.entity(READINGS).map(Readings::read).orElse(List.of());
    if (!several.isEmpty()) {
      return several;
    }
    return said.entity(CODE).flatMap(code -> said.entity(VALUE).filter(value -> value.matches("\\d{1,6}"))
        .map(value -> new MeterValue(code, Long.parseLong(value)))).stream().toList();
  }
}
