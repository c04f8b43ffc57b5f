package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.core.console.ReportPart;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.Figures.Span;
import eu.apaserv.bot.core.store.Figures.Traffic;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Our messages by channel and day, and what they cost: by month when the days are many.
 *
 * @param billed the channels where each part costs what the rules say; what others cost, we are not told
 */
record CostPart(Figures figures, AlertRules rules, Set<String> billed) implements ReportPart {
  private static final int MOST_DAYS = 62;

  CostPart {
    billed = Set.copyOf(billed);
  }

  @Override
  public String name() {
    return "costs";
  }

  @Override
  public Sheet sheet(Span span) {
    boolean byMonth = ChronoUnit.DAYS.between(span.from(), span.to()) >= MOST_DAYS;
    var lines = new TreeMap<String, Traffic>();
    for (var one : figures.traffic(span)) {
      lines.merge(one.channel() + " " + (byMonth ? YearMonth.from(one.day()) : one.day()), one, CostPart::together);
    }
    var rows = new ArrayList<Row>();
    lines.forEach((what, one) -> rows.add(row(what, one)));
    return new Sheet(List.of("sent", "delivered", "failed", "parts", "lei"), 0, rows);
  }

  private static Traffic together(Traffic one, Traffic other) {
    return new Traffic(one.channel(), one.day(), one.sent() + other.sent(), one.delivered() + other.delivered(),
        one.failed() + other.failed(), one.parts() + other.parts());
  }

  private Row row(String what, Traffic one) {
    boolean isBilled = billed.contains(one.channel());
    var figures = new ArrayList<@Nullable BigDecimal>();
    figures.addAll(Row.of(what, one.sent(), one.delivered(), one.failed()).figures());
    figures.add(isBilled ? BigDecimal.valueOf(one.parts()) : null);
    figures.add(isBilled ? rules.smsCost(one.parts()) : null);
    return new Row(what, figures);
  }

  @Override
  public String line(Words words, String what) {
    int space = what.lastIndexOf(' ');
    var when = what.substring(space + 1);
    return words.or("channel", what.substring(0, space)) + ", "
        + (when.length() == 7 ? when.substring(5) + "." + when.substring(0, 4) : words.day(LocalDate.parse(when)));
  }

  @Override
  public List<String> texts() {
    return ConsolePages.TEXTS;
  }
}
