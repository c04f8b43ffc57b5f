package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
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
      table.row(List.of(new Table.Cell(line.description(), Style.BODY, line.detail(), 0), Table.Cell.of(unit(line
          .unit())), Table.Cell.number(line.quantity(), 0, quantities), Table.Cell.number(line.unitPrice(), 2, prices),
          Table.Cell.strong(Figures.money(line.net())), Table.Cell.of(Figures.percent(line.vatRate()))));
    }
    table.close();
  }

  private List<Table.Column> columns() {
    float right = Paper.RIGHT;
    return List.of(new Table.Column(Label.SERVICE.in(language), Paper.LEFT, right - 308, Align.LEFT), new Table.Column(
        Label.UNIT.in(language), right - 298, right - 264, Align.LEFT),
        new Table.Column(Label.QUANTITY.in(language), right
            - 262, right - 206, Align.RIGHT),
        new Table.Column(Label.UNIT_PRICE.in(language), right - 200, right - 126,
            Align.RIGHT),
        new Table.Column(Label.NET.in(language), right - 120, right - 42, Align.RIGHT),
        new Table.Column(Label.VAT_RATE.in(language), right - 36, right, Align.RIGHT));
  }

  /** The unit as people write it; UN/ECE codes come from e-Factura. */
  private static String unit(String unit) {
    return switch (unit) {
      case "MTQ", "mc", "m3" -> "m³";
      case "H87", "C62", "EA" -> "buc";
      case "MON" -> "luni";
      default -> unit;
    };
  }
}
