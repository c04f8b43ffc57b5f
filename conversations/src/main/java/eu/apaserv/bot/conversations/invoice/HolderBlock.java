package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.List;

/** Who pays, where the water is used and the invoice's own facts, side by side. */
record HolderBlock(InvoiceSheet sheet, Language language) {
  private static final float HOLDER_WIDTH = 172;
  private static final float PLACE_LEFT = Paper.LEFT + 190;
  private static final float PLACE_WIDTH = 120;
  private static final float FACTS_LEFT = Paper.ASIDE;
  private static final float LEADING = 11.2f;

  private record Fact(Label label, String value, boolean strong) {}

  void drawOn(Paper paper) {
    float top = paper.y();
    float lowest = Math.max(holder(paper.canvas(), top),
        Math.max(place(paper.canvas(), top), facts(paper.canvas(), top)));
    paper.moveTo(lowest);
    paper.gap(22);
  }

  private float holder(Canvas canvas, float top) {
    canvas.part(Role.HEADING, () -> label(canvas, Paper.LEFT, top, Label.CLIENT));
    InvoiceSheet.Holder holder = sheet.holder();
    Style usual = Style.STRONG.at(10.6f);
    Style name = usual.wrap(holder.name(), HOLDER_WIDTH, 9).size() > 3 ? Style.STRONG : usual;
    List<String> names = name.wrap(holder.name(), HOLDER_WIDTH, 8);
    List<String> rest = new ArrayList<>(Style.BODY.wrap(holder.address(), HOLDER_WIDTH, 6));
    String taxId = holder.taxId();
    if (taxId != null) {
      rest.addAll(Style.BODY.wrap(Label.TAX_ID.in(language, taxId), HOLDER_WIDTH, 2));
    }
    float below = top + 15.5f + (names.size() - 1) * (name.size() + 2.4f) + 13.5f;
    canvas.part(Role.PARAGRAPH, () -> {
      canvas.lines(name, Paper.LEFT, top + 15.5f, name.size() + 2.4f, names);
      canvas.lines(Style.BODY, Paper.LEFT, below, LEADING, rest);
    });
    return below + (rest.size() - 1) * LEADING;
  }

  private float place(Canvas canvas, float top) {
    canvas.part(Role.HEADING, () -> label(canvas, PLACE_LEFT, top, Label.PLACE));
    List<String> lines = new ArrayList<>(Style.BODY.wrap(sheet.place().address(), PLACE_WIDTH, 6));
    String code = sheet.place().code();
    if (code != null) {
      lines.addAll(Style.BODY.wrap(Label.PLACE_CODE.in(language, code), PLACE_WIDTH, 2));
    }
    canvas.part(Role.PARAGRAPH, () -> canvas.lines(Style.BODY, PLACE_LEFT, top + 15.5f, LEADING, lines));
    return top + 15.5f + (lines.size() - 1) * LEADING;
  }

  private float facts(Canvas canvas, float top) {
    float y = top - 13f;
    for (Fact fact : facts()) {
      y += 13f;
      fact(canvas, fact, y);
    }
    return y;
  }

  private List<Fact> facts() {
    InvoiceSheet.Dates dates = sheet.dates();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(Label.CLIENT_CODE, sheet.holder().clientCode(), true));
    String contract = sheet.contractNumber();
    if (contract != null) {
      facts.add(new Fact(Label.CONTRACT, contract, false));
    }
    facts.add(new Fact(Label.PERIOD, Figures.period(dates.periodFrom(), dates.periodTo()), false));
    facts.add(new Fact(Label.ISSUED, Figures.day(dates.issuedOn()), false));
    facts.add(new Fact(Label.DUE, Figures.day(dates.dueOn()), true));
    facts.add(new Fact(Label.GRACE, Figures.day(dates.graceUntil()), false));
    return facts;
  }

  private void fact(Canvas canvas, Fact fact, float y) {
    Style style = fact.strong() ? Style.STRONG : Style.BODY;
    canvas.part(Role.PARAGRAPH, () -> {
      canvas.text(Style.BODY.in(Tint.MUTED), FACTS_LEFT, y, fact.label().in(language));
      canvas.fitted(style, Align.RIGHT, Paper.RIGHT, y, 120, fact.value());
    });
    canvas.rule(Tint.HAIRLINE, 0.4f, FACTS_LEFT, y + 3.6f, Paper.RIGHT, y + 3.6f);
  }

  private void label(Canvas canvas, float x, float y, Label label) {
    canvas.text(Style.LABEL, x, y, label.in(language));
  }
}
