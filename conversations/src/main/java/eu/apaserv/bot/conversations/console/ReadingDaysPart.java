package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.reading.ReadingDays;
import eu.apaserv.bot.conversations.reading.ReadingDays.Came;
import eu.apaserv.bot.core.console.ReportPart;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.Figures.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Values by the day of their reading window, a column for each channel they came by. */
record ReadingDaysPart(ReadingDays days) implements ReportPart {
  private static final String ALL = "all";
  private static final String OUTSIDE = "outside";

  @Override
  public String name() {
    return "windowdays";
  }

  @Override
  public Sheet sheet(Span span) {
    var came = days.came(span);
    var channels = came.stream().map(Came::channel).flatMap(Stream::ofNullable).distinct().sorted().toList();
    var lines = new LinkedHashMap<String, long[]>();
    for (var one : came) {
      var line = lines.computeIfAbsent(one.day() == null ? OUTSIDE : one.day().toString(),
          _ -> new long[channels.size()]);
      if (one.channel() != null) {
        line[channels.indexOf(one.channel())] = one.n();
      }
    }
    var rows = lines.entrySet().stream().map(line -> Row.of(line.getKey(), LongStream.concat(
        LongStream.of(line.getValue()), LongStream.of(LongStream.of(line.getValue()).sum())).toArray())).toList();
    return new Sheet(Stream.concat(channels.stream(), Stream.of(ALL)).toList(), channels.size(), rows);
  }

  @Override
  public String line(Words words, String what) {
    return what.equals(OUTSIDE) ? words.say("report.outside") : words.say("report.window_day", "n", what);
  }

  @Override
  public String column(Words words, String column) {
    return column.equals(ALL) ? words.say("report.column_all") : words.or("channel", column);
  }

  @Override
  public List<String> texts() {
    return ConsolePages.TEXTS;
  }
}
