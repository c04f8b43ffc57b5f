package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Figures.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table of the reports, with its bars and its CSV. Modules bring their own. Nobody can be recognized in it. */
public interface ReportPart {

  /** As in the address of its CSV: lower-case letters; {@code report.<name>} and {@code report.<name>_of} say what it is. */
  String name();

  /** Counted now. */
  Sheet sheet(Span span);

  /** What a line is about, for a reader. */
  String line(Words words, String what);

  /** What a column counts, for a reader. */
  default String column(Words words, String column) {
    return words.say("report.column_" + column);
  }

  /** Bundles of words it brings. */
  default List<String> texts() {
    return List.of();
  }

  /**
   * What was counted.
   *
   * @param columns what the figures of a line are, for programs
   * @param bar the column that bars are drawn of
   */
  record Sheet(List<String> columns, int bar, List<Row> rows) {
    public Sheet {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * One line.
   *
   * @param what it is about, for programs
   * @param figures as many as there are columns; null: not known
   */
  record Row(String what, List<@Nullable BigDecimal> figures) {

    /** One of whole numbers. */
    public static Row of(String what, long... figures) {
      return new Row(what, Arrays.stream(figures).<@Nullable BigDecimal>mapToObj(BigDecimal::valueOf).toList());
    }
  }
}
