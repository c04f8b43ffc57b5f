package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the meters showed, with the consumption of the last months beside it, or above when there are many meters. */
record ReadingsBlock(InvoiceSheet sheet, Language language) {
  private static final int BESIDE = 4;
  private static final float CHART_HEIGHT = 92;
  private static final float CHART_LEFT = Paper.ASIDE;
  private static final float BESIDE_RIGHT = CHART_LEFT - 26;

  void drawOn(Paper paper) {
    boolean meters = !sheet.meters().isEmpty();
    boolean history = !sheet.history().isEmpty();
    if (!meters && !history) {
      return;
    }
    paper.need(CHART_HEIGHT + 40);
    paper.canvas().part(Role.HEADING, () -> paper.canvas().text(Style.HEADING, Paper.LEFT, paper.y(),
        Label.CONSUMPTION.in(language)));
    if (meters && history && sheet.meters().size() <= BESIDE) {
      sideBySide(paper);
    } else {
      below(paper, meters, history);
    }
    paper.gap(28);
  }

  private void sideBySide(Paper paper) {
    float top = paper.y();
    chart(paper, CHART_LEFT, top - 7);
    paper.moveTo(top + 8);
    table(paper, BESIDE_RIGHT);
    paper.moveTo(Math.max(paper.y(), top - 7 + CHART_HEIGHT + 4));
  }

  private void below(Paper paper, boolean meters, boolean history) {
    paper.down(8);
    if (history) {
      chart(paper, Paper.LEFT, paper.y());
      paper.down(CHART_HEIGHT + 14);
    }
    if (meters) {
      table(paper, Paper.RIGHT);
    }
  }

  private void chart(Paper paper, float left, float top) {
    new ConsumptionChart(sheet.history(), language).drawOn(paper.canvas(), left, top, Paper.RIGHT - left, CHART_HEIGHT);
  }

  private void table(Paper paper, float right) {
    Table table = new Table(paper, columns(Paper.LEFT, right));
    int decimals = Figures.decimals(sheet.meters().stream().map(InvoiceSheet.Meter::consumption), 0, 3);
    sheet.meters().forEach(meter -> table.row(row(meter, decimals)));
    if (sheet.meters().size() > 1) {
      BigDecimal sum = sheet.meters().stream().map(InvoiceSheet.Meter::consumption).reduce(BigDecimal.ZERO,
          BigDecimal::add);
      table.row(List.of(Table.Cell.strong(Label.TOTAL.in(language)), Table.Cell.of(""), Table.Cell.of(""), Table.Cell
          .of(""), Table.Cell.number(sum, 0, decimals).strong()));
    }
    table.close();
  }

  private List<Table.Column> columns(float left, float right) {
    float width = right - left;
    List<Table.Column> columns = new ArrayList<>();
    columns.add(column(Label.METER, left, left + width * 0.26f, Align.LEFT));
    columns.add(column(Label.OLD_INDEX, left + width * 0.27f, left + width * 0.44f, Align.RIGHT));
    columns.add(column(Label.NEW_INDEX, left + width * 0.45f, left + width * 0.62f, Align.RIGHT));
    columns.add(column(Label.SOURCE, left + width * 0.66f, left + width * 0.83f, Align.LEFT));
    columns.add(column(Label.USED, left + width * 0.83f, right, Align.RIGHT));
    return columns;
  }

  private Table.Column column(Label label, float left, float right, Align align) {
    return new Table.Column(label.in(language), left, right, align);
  }

  private List<Table.Cell> row(InvoiceSheet.Meter meter, int decimals) {
    return List.of(new Table.Cell(meter.serial(), Style.STRONG, meter.place(), 0),
        index(meter.oldIndex(), meter.oldOn()),
        index(meter.newIndex(), meter.newOn()), Table.Cell.of(source(meter.source())), Table.Cell.number(meter
            .consumption(), 0, decimals).strong());
  }

  private static Table.Cell index(@Nullable BigDecimal index, @Nullable LocalDate day) {
    return new Table.Cell(index == null ? "–" : Figures.index(index), Style.BODY, day == null ? null : Figures.day(day),
        0);
  }

  private String source(InvoiceSheet.Source source) {
    return switch (source) {
      case READ -> Label.READ.in(language);
      case SELF_READ -> Label.SELF_READ.in(language);
      case ESTIMATED -> Label.ESTIMATED.in(language);
      case FLAT_RATE -> Label.FLAT_RATE.in(language);
      case REGULARISED -> Label.REGULARISED.in(language);
    };
  }
}
