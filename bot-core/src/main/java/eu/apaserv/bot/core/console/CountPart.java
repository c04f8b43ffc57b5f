package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Figures.Count;
import eu.apaserv.bot.core.store.Figures.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages, counted by one thing.
 *
 * @param group of the words for it
 */
record CountPart(String name, String group, Function<Span, List<Count>> counts) implements ReportPart {

  @Override
  public Sheet sheet(Span span) {
    return new Sheet(List.of("messages"), 0, counts.apply(span).stream().map(one -> Row.of(one.what(), one.n()))
        .toList());
  }

  @Override
  public String line(Words words, String what) {
    return switch (group) {
      case "" -> day(words, what);
      case "reason" -> words.reasonKind(what);
      case "sent", "charged" -> {
        var parts = what.split(" ", -1);
        yield words.or("channel", parts[0]) + ": " + Stream.of(parts).skip(1).map(part -> words.or(group, part))
            .collect(Collectors.joining(", "));
      }
      default -> words.or(group, what);
    };
  }

  /** A day as people read it; anything else as it is. */
  private static String day(Words words, String what) {
    return what.matches("\\d{4}-\\d{2}-\\d{2}") ? words.day(LocalDate.parse(what)) : what;
  }
}
