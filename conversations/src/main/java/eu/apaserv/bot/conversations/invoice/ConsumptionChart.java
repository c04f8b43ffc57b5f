package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/** Bars of monthly consumption: the billed month dark, the others light, estimated ones hollow, the average dashed. */
record ConsumptionChart(List<InvoiceSheet.Month> months, Language language) {
  private static final float HEAD = 26;
  private static final float FOOT = 19;
  private static final float WIDEST_BAR = 18;
  private static final Style VALUE = new Style(Typeface.REGULAR, 6f, Tint.MUTED, 0);

  void drawOn(Canvas canvas, float left, float top, float width, float height) {
    canvas.figure(spoken(), () -> {
      canvas.text(Style.LABEL, left, top + 7, Label.BY_MONTH.in(language));
      legend(canvas, left + width, top + 7);
      float floor = top + height - FOOT;
      float slot = width / Math.max(months.size(), 6);
      float scale = (floor - top - HEAD) / highest();
      if (averaged()) {
        dashes(canvas, left, left + width, floor - mean().floatValue() * scale);
      }
      for (int i = 0; i < months.size(); i++) {
        bar(canvas, i, left + slot * (i + 0.5f), floor, slot, scale);
      }
      canvas.rule(Tint.MUTED, 0.5f, left, floor, left + width, floor);
    });
  }

  private void bar(Canvas canvas, int place, float middle, float floor, float slot, float scale) {
    InvoiceSheet.Month month = months.get(place);
    boolean current = place == months.size() - 1;
    float wide = Math.min(slot * 0.62f, WIDEST_BAR);
    float high = Math.max(month.consumption().floatValue() * scale, 0);
    if (high > 0) {
      column(canvas, month, current ? Tint.DEEP : Tint.SKY, middle - wide / 2, floor - high, wide, high);
    }
    Style style = current ? VALUE.at(6.6f).bold().in(Tint.DEEP) : VALUE;
    if (current || !crowded(slot) || month.consumption().floatValue() >= highest()) {
      value(canvas, style, month, middle, floor - high - 2.6f, slot);
    }
    String name = name(month);
    canvas.text(style.at(6).fitting(name, slot - 1), Align.CENTRE, middle, floor + 8, name);
    if (place == 0 || month.month().getMonthValue() == 1) {
      String year = Integer.toString(month.month().getYear());
      canvas.text(VALUE.at(5.6f), Align.CENTRE, middle, floor + 15.4f, year);
    }
  }

  private static void column(Canvas canvas, InvoiceSheet.Month month, Tint tint, float x, float y, float wide,
      float high) {
    canvas.box(tint, x, y, wide, high, 0);
    if (month.estimated() && high > 2 && wide > 2) {
      canvas.box(Tint.WHITE, x + 0.8f, y + 0.8f, wide - 1.6f, high - 0.8f, 0);
    }
  }

  /** The number over a bar, on white, so that the average does not strike it through. */
  private static void value(Canvas canvas, Style style, InvoiceSheet.Month month, float middle, float y, float slot) {
    String value = Figures.quantity(month.consumption());
    Style fitted = style.fitting(value, slot * 1.2f);
    float wide = fitted.width(value) + 1.6f;
    canvas.box(Tint.WHITE, middle - wide / 2, y - 5.2f, wide, 6.4f, 0);
    canvas.text(fitted, Align.CENTRE, middle, y, value);
  }

  private void legend(Canvas canvas, float right, float y) {
    float x = right;
    if (averaged()) {
      String words = Label.AVERAGE.in(language, Figures.quantity(mean()));
      canvas.text(VALUE, Align.RIGHT, x, y, words);
      x -= VALUE.width(words) + 2.5f;
      dashes(canvas, x - 9.6f, x, y - 2);
      x -= 18;
    }
    if (months.stream().anyMatch(InvoiceSheet.Month::estimated)) {
      String words = Label.ESTIMATED.in(language);
      canvas.text(VALUE, Align.RIGHT, x, y, words);
      x -= VALUE.width(words) + 2.5f;
      canvas.box(Tint.SKY, x - 4.6f, y - 4.8f, 4.6f, 5, 0);
      canvas.box(Tint.WHITE, x - 3.8f, y - 4, 3, 3.4f, 0);
    }
  }

  private static void dashes(Canvas canvas, float left, float right, float y) {
    canvas.draw(page -> page.setLineDash(1.6f, 1.6f, 0));
    canvas.rule(Tint.ACCENT, 0.8f, left, y, right, y);
    canvas.draw(page -> page.setLineDash(0));
  }

  /** An average of two months says nothing. */
  private boolean averaged() {
    return months.size() > 2;
  }

  /** Numbers too long to stand side by side: only the billed month and the highest keep theirs. */
  private boolean crowded(float slot) {
    return months.stream().anyMatch(m -> VALUE.width(Figures.quantity(m.consumption())) > slot * 1.02f);
  }

  private BigDecimal mean() {
    BigDecimal sum = months.stream().map(InvoiceSheet.Month::consumption).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(months.size()), 1, RoundingMode.HALF_UP);
    return mean.max(BigDecimal.ZERO);
  }

  private float highest() {
    return months.stream().map(InvoiceSheet.Month::consumption).reduce(BigDecimal.ONE, BigDecimal::max).floatValue();
  }

  private String spoken() {
    return Label.CHART.in(language, months.stream().map(m -> name(m) + " " + m.month().getYear() + " "
        + Figures.quantity(m.consumption()) + " m³").collect(Collectors.joining(", ")));
  }

  private String name(InvoiceSheet.Month month) {
    return Label.MONTHS.in(language).split(" ", -1)[month.month().getMonthValue() - 1];
  }
}
