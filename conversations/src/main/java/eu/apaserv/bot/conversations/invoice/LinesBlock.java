package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.List;

/** What is billed, line by line. */
record LinesBlock(InvoiceSheet sheet, Language language) {
  void drawOn(Paper paper) {
    paper.need(70);
    paper.canvas().part(Role.HEADING, () -> paper.canvas().text(Style.HEADING, Paper.LEFT, paper.y(), Label.BILLED.in(
        language)));
    paper.gap(8);
    if (sheet.lines().isEmpty()) {
      nothing(paper);
    } else {
      table(paper);
    }
    paper.gap(18);
  }

  private void nothing(Paper paper) {
    Canvas canvas = paper.canvas();
    float y = paper.y() + 12;
    canvas.part(Role.PARAGRAPH, () -> canvas.text(Style.BODY.in(Tint.MUTED), Paper.LEFT, y, Label.NO_LINES.in(
        language)));
    canvas.rule(Tint.HAIRLINE, 0.5f, Paper.LEFT, y + 8, Paper.RIGHT, y + 8);
    paper.moveTo(y + 8);
  }

  private void table(Paper paper) {
    int quantities = Figures.decimals(sheet.lines().stream().map(InvoiceSheet.Line::quantity), 0, 3);
    int prices = Figures.decimals(sheet.lines().stream().map(InvoiceSheet.Line::unitPrice), 2, 4);
    Table table = new Table(paper, columns());
    for (InvoiceSheet.Line line : sheet.lines()) {
      table.row(row(line, quantities, prices));
    }
    table.close();
  }

  private List<Table.Cell> row(InvoiceSheet.Line line, int quantities, int prices) {
    List<Table.Cell> cells = new ArrayList<>();
    cells.add(new Table.Cell(line.description(), Style.BODY, line.detail(), 0));
    cells.add(Table.Cell.of(unit(line.unit())));
    cells.add(Table.Cell.number(line.quantity(), 0, quantities));
    cells.add(Table.Cell.number(line.unitPrice(), 2, prices));
    cells.add(Table.Cell.strong(Figures.money(line.net())));
    cells.add(Table.Cell.of(Figures.percent(line.vatRate())));
    return cells;
  }

  private List<Table.Column> columns() {
    float right = Paper.RIGHT;
    List<Table.Column> columns = new ArrayList<>();
    columns.add(column(Label.SERVICE, Paper.LEFT, right - 308, Align.LEFT));
    columns.add(column(Label.UNIT, right - 298, right - 264, Align.LEFT));
    columns.add(column(Label.QUANTITY, right - 262, right - 206, Align.RIGHT));
    columns.add(column(Label.UNIT_PRICE, right - 200, right - 126, Align.RIGHT));
    columns.add(column(Label.NET, right - 120, right - 42, Align.RIGHT));
    columns.add(column(Label.VAT_RATE, right - 36, right, Align.RIGHT));
    return columns;
  }

  private Table.Column column(Label label, float left, float right, Align align) {
    return new Table.Column(label.in(language), left, right, align);
  }

  /** The unit as people write it; UN/ECE codes come from e-Factura. */
  private String unit(String unit) {
    return switch (unit) {
      case "MTQ", "mc", "m3" -> "m³";
      case "H87", "C62", "EA" -> Label.PIECES.in(language);
      case "MON" -> Label.MONTHS_LONG.in(language);
      default -> unit;
    };
  }
}
