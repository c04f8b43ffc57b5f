package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.util.List;

/** The invoice's own totals, and beside them base and tax of each VAT rate. */
record SumsBlock(InvoiceSheet sheet, Language language) {
  private static final float SUMS_LEFT = Paper.ASIDE;
  private static final float RECAP_RIGHT = Paper.LEFT + 214;

  void drawOn(Paper paper) {
    paper.need(Math.max(62, 34 + sheet.vatGroups().size() * 18));
    float top = paper.y();
    sums(paper.canvas(), top);
    if (!sheet.vatGroups().isEmpty()) {
      recap(paper);
    }
    paper.moveTo(Math.max(paper.y(), top + 50));
    paper.gap(22);
  }

  private void recap(Paper paper) {
    float left = Paper.LEFT;
    var title = new Table.Column(Label.VAT_SUMMARY.in(language), left, left + 76, Align.LEFT);
    var base = new Table.Column(Label.BASE.in(language), left + 78, left + 146, Align.RIGHT);
    var vat = new Table.Column(Label.VAT.in(language), left + 150, RECAP_RIGHT, Align.RIGHT);
    Table table = new Table(paper, List.of(title, base, vat));
    for (InvoiceLine.VatGroup group : sheet.vatGroups()) {
      table.row(List.of(Table.Cell.of(Label.RATE.in(language) + " " + Figures.percent(group.rate())), Table.Cell.of(
          Figures.money(group.net())), Table.Cell.of(Figures.money(group.vat()))));
    }
    table.close();
  }

  private void sums(Canvas canvas, float top) {
    InvoiceSheet.Totals totals = sheet.totals();
    sum(canvas, top + 9, Label.TOTAL_NET, totals.net(), Style.BODY);
    sum(canvas, top + 24, Label.TOTAL_VAT, totals.vat(), Style.BODY);
    canvas.rule(Tint.DEEP, 0.9f, SUMS_LEFT, top + 31.5f, Paper.RIGHT, top + 31.5f);
    sum(canvas, top + 46, sheet.creditNote() ? Label.CREDIT_TOTAL : Label.INVOICE_TOTAL, totals.total(),
        Style.HEADING.at(11.5f));
  }

  private void sum(Canvas canvas, float y, Label label, BigDecimal amount, Style style) {
    canvas.part(Role.PARAGRAPH, () -> {
      canvas.text(style, SUMS_LEFT, y, label.in(language));
      String value = Figures.lei(amount);
      canvas.fitted(style, Align.RIGHT, Paper.RIGHT, y, 108, value);
    });
  }
}
