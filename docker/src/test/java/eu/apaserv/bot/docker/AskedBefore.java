package eu.apaserv.bot.docker;

import java.util.List;
import java.util.stream.Stream;

/**
 * A statement of a released version.
 *
 * @param takes the types of its parameters, as PostgreSQL writes them
 * @param gives the types of its columns; null gives nothing
 */
record AskedBefore(String text, String takes, String gives) {
  private static final String TYPES = "-- takes ";
  private static final String GIVES = " gives ";
  private static final String END = "\n;;\n\n";

  String written() {
    return TYPES + takes + GIVES + gives + "\n" + text + END;
  }

  /** What {@link #written} wrote, one after the other. */
  static List<AskedBefore> read(String all) {
    return Stream.of(all.split(END)).map(String::strip).filter(one -> !one.isEmpty()).map(AskedBefore::readOne)
        .toList();
  }

  private static AskedBefore readOne(String one) {
    var lines = one.split("\n", 2);
    var types = lines[0].substring(TYPES.length()).split(GIVES, 2);
    return new AskedBefore(lines[1], types[0], types[1]);
  }
}
