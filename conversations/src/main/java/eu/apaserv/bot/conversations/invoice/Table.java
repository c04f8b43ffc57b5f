package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table that may run over several pages: its head stands again on each, no row is broken. */
final class Table {
  private static final Style HEAD = new Style(Typeface.BOLD, 7.1f, Tint.DEEP, 0);
  private static final float LEADING = 10.4f;
  private static final float HEAD_LEADING = 8.8f;
  private static final float PADDING = 4.4f;
  private static final int MOST_LINES = 6;

  /**
   * One column.
   *
   * @param title may have two lines
   */
  record Column(String title, float left, float right, Align align) {
    float anchor() {
      return switch (align) {
        case LEFT -> left;
        case CENTRE -> (left + right) / 2;
        case RIGHT -> right;
      };
    }

    float width() {
      return right - left;
    }
  }

  /**
   * What stands in a row under one column.
   *
   * @param detail smaller words under the text; null for none
   * @param inset points left free at the right, so that decimal commas stand under each other
   */
  record Cell(String text, Style style, @Nullable String detail, float inset) {
    static Cell of(String text) {
      return new Cell(text, Style.BODY, null, 0);
    }

    static Cell strong(String text) {
      return new Cell(text, Style.STRONG, null, 0);
    }

    /** A number with its own decimals, {@code least} to {@code most}, in a column that has {@code most}. */
    static Cell number(BigDecimal value, int least, int most) {
      int own = Figures.decimals(Stream.of(value), least, most);
      String missing = own == most ? "" : (own == 0 ? "," : "") + "0".repeat(most - own);
      return new Cell(Figures.decimal(value, own), Style.BODY, null, Style.BODY.width(missing));
    }

    Cell strong() {
      return new Cell(text, Style.STRONG, detail, inset * Style.STRONG.width("0") / Style.BODY.width("0"));
    }
  }

  private final Paper paper;
  private final List<Column> columns;

  /** Draws the head; the caller has made sure that it and a first row fit. */
  Table(Paper paper, List<Column> columns) {
    this.paper = paper;
    this.columns = columns;
    paper.canvas().open(Role.TABLE, null);
    head(true);
  }

  void row(List<Cell> cells) {
    row(cells, Tint.HAIRLINE);
  }

  /** A row over a line of this colour. */
  void row(List<Cell> cells, Tint line) {
    List<List<String>> texts = new ArrayList<>();
    float height = 0;
    for (int i = 0; i < columns.size(); i++) {
      texts.add(lines(cells.get(i), columns.get(i)));
      height = Math.max(height, height(cells.get(i), columns.get(i), texts.get(i)));
    }
    if (paper.need(height)) {
      head(false);
    }
    Canvas canvas = paper.canvas();
    canvas.open(Role.ROW, null);
    for (int i = 0; i < columns.size(); i++) {
      cell(columns.get(i), cells.get(i), texts.get(i));
    }
    canvas.close();
    paper.down(height);
    canvas.rule(line, 0.5f, left(), paper.y(), right(), paper.y());
  }

  /** Ends the table. */
  void close() {
    paper.canvas().close();
  }

  private void head(boolean spoken) {
    Canvas canvas = paper.canvas();
    List<List<String>> titles = columns.stream().map(c -> c.title().lines().toList()).toList();
    int most = titles.stream().mapToInt(List::size).max().orElse(1);
    float bottom = paper.y() + most * HEAD_LEADING + 1;
    if (spoken) {
      canvas.open(Role.ROW, null);
    }
    for (int i = 0; i < columns.size(); i++) {
      title(columns.get(i), titles.get(i), bottom, spoken);
    }
    if (spoken) {
      canvas.close();
    }
    paper.moveTo(bottom + 3.6f);
    canvas.rule(Tint.DEEP, 0.9f, left(), paper.y(), right(), paper.y());
  }

  private void title(Column column, List<String> lines, float bottom, boolean spoken) {
    Canvas canvas = paper.canvas();
    if (spoken) {
      canvas.open(Role.HEAD, null);
    }
    float y = bottom - lines.size() * HEAD_LEADING;
    for (int i = 0; i < lines.size(); i++) {
      y += HEAD_LEADING;
      Style style = i == 0 ? HEAD : Style.SMALL.at(6.4f);
      canvas.fitted(style, column.align(), column.anchor(), y, column.width(), lines.get(i));
    }
    if (spoken) {
      canvas.close();
    }
  }

  private void cell(Column column, Cell cell, List<String> texts) {
    Canvas canvas = paper.canvas();
    canvas.open(Role.CELL, null);
    float y = paper.y() + paper.spaced(PADDING) + 7.4f;
    for (String text : texts) {
      canvas.fitted(cell.style(), column.align(), column.anchor() - cell.inset(), y, column.width(), text);
      y += LEADING;
    }
    for (String text : details(cell, column)) {
      canvas.text(Style.SMALL, column.align(), column.anchor(), y - 0.8f, text);
      y += HEAD_LEADING;
    }
    canvas.close();
  }

  private static List<String> lines(Cell cell, Column column) {
    return column.align() == Align.LEFT
        ? cell.style().wrap(cell.text(), column.width(), MOST_LINES)
        : List.of(cell.text());
  }

  private static List<String> details(Cell cell, Column column) {
    String detail = cell.detail();
    return detail == null ? List.of() : Style.SMALL.wrap(detail, column.width(), 2);
  }

  private float height(Cell cell, Column column, List<String> texts) {
    return texts.size() * LEADING + details(cell, column).size() * HEAD_LEADING + paper.spaced(2 * PADDING) - 1.4f;
  }

  private float left() {
    return columns.getFirst().left();
  }

  private float right() {
    return columns.getLast().right();
  }
}
