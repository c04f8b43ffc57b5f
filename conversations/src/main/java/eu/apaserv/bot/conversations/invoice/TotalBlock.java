package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.openpdf.text.pdf.PdfContentByte;

/** The answer to the first question: how much, until when, and what it is made of. */
record TotalBlock(InvoiceSheet sheet, Language language) {
  private static final float HEIGHT = 82;
  static final float DATE_LEFT = Paper.LEFT + 190;
  private static final float PARTS_LEFT = Paper.ASIDE;
  private static final float PADDING = 18;
  private static final float NUMBER_LEFT = Paper.LEFT + PADDING;

  void drawOn(Paper paper) {
    Canvas canvas = paper.canvas();
    float top = paper.y();
    canvas.box(Tint.DEEP, Paper.LEFT, top, Paper.RIGHT - Paper.LEFT, HEIGHT, 7);
    canvas.draw(page -> wave(page, top));
    canvas.part(Role.PARAGRAPH, () -> amount(canvas, top));
    if (sheet.payable()) {
      canvas.part(Role.PARAGRAPH, () -> until(canvas, top));
    }
    canvas.rule(Tint.SKY, 0.4f, PARTS_LEFT - 17, top + 18, PARTS_LEFT - 17, top + HEIGHT - 18);
    parts(canvas, top);
    paper.moveTo(top + HEIGHT);
    paper.gap(28);
  }

  private void amount(Canvas canvas, float top) {
    canvas.text(Style.LABEL.at(7.6f).in(Tint.SKY).spaced(0.7f), NUMBER_LEFT, top + 27, label().in(language));
    String number = Figures.money(sheet.owed().toPay().abs());
    Style big = big(number);
    canvas.text(big, NUMBER_LEFT, top + 60, number);
    canvas.text(unit(big), unitLeft(number), top + 60, "lei");
  }

  /** Beside it stands until when it is to be paid. */
  private static Style big(String number) {
    return new Style(Typeface.BOLD, 31, Tint.WHITE, 0).within(number, 135);
  }

  private static Style unit(Style big) {
    return new Style(Typeface.REGULAR, big.size() / 2, Tint.SKY, 0);
  }

  private static float unitLeft(String number) {
    return NUMBER_LEFT + big(number).width(number) + 5;
  }

  /** Where a number and its unit end. */
  static float end(String number) {
    return unitLeft(number) + unit(big(number)).width("lei");
  }

  private Label label() {
    return switch (sheet.owed().toPay().signum()) {
      case 1 -> Label.TOTAL_TO_PAY;
      case -1 -> Label.IN_FAVOUR;
      default -> sheet.owed().paid().signum() > 0 ? Label.SETTLED_TOTAL : Label.NOTHING_TO_PAY;
    };
  }

  private void until(Canvas canvas, float top) {
    LocalDate due = sheet.dates().dueOn();
    if (due == null) {
      return;
    }
    canvas.text(Style.BODY.in(Tint.SKY), DATE_LEFT, top + 27, Label.UNTIL.in(language));
    canvas.text(new Style(Typeface.BOLD, 17, Tint.WHITE, 0), DATE_LEFT, top + 47.5f, Figures.day(due));
    LocalDate grace = sheet.dates().graceUntil();
    if (grace != null) {
      Label label = sheet.owed().previous().signum() > 0 ? Label.NEW_WITHOUT_PENALTY_UNTIL : Label.NO_PENALTY_UNTIL;
      String words = label.in(language, Figures.day(grace));
      Style style = Style.SMALL.at(6.6f).in(Tint.SKY);
      canvas.lines(style, DATE_LEFT, top + 60, 8.2f, style.wrap(words, 105, 2));
    }
  }

  private void parts(Canvas canvas, float top) {
    InvoiceSheet.Owed owed = sheet.owed();
    boolean paid = owed.paid().signum() != 0;
    float step = paid ? 14.5f : 18;
    float y = top + (paid ? 22.7f : 26.5f);
    part(canvas, y, sheet.creditNote() ? Label.THIS_CREDIT : Label.THIS_INVOICE, sheet.totals().total());
    part(canvas, y + step, Label.PREVIOUS, owed.previous());
    part(canvas, y + 2 * step, Label.PENALTIES, owed.penalties());
    if (paid) {
      part(canvas, y + 3 * step, Label.PAID, owed.paid().negate());
    }
  }

  private void part(Canvas canvas, float y, Label label, BigDecimal amount) {
    canvas.part(Role.PARAGRAPH, () -> {
      String words = label.in(language);
      canvas.fitted(Style.BODY.at(7.8f).in(Tint.SKY), Align.LEFT, PARTS_LEFT, y, 112, words);
      String value = Figures.money(amount);
      canvas.fitted(Style.STRONG.in(Tint.WHITE), Align.RIGHT, Paper.RIGHT - PADDING, y, 56, value);
    });
  }

  /** A quiet wave along the lower edge, clipped to the box. */
  private static void wave(PdfContentByte page, float top) {
    float bottom = Paper.HEIGHT - top - HEIGHT;
    float width = Paper.RIGHT - Paper.LEFT;
    page.saveState();
    page.roundRectangle(Paper.LEFT, bottom, width, HEIGHT, 7);
    page.clip();
    page.newPath();
    page.setRGBColorFill(Tint.WAVE.red(), Tint.WAVE.green(), Tint.WAVE.blue());
    page.moveTo(Paper.LEFT, bottom);
    page.lineTo(Paper.LEFT, bottom + 16);
    page.curveTo(Paper.LEFT + width * 0.18f, bottom + 40, Paper.LEFT + width * 0.32f, bottom + 2, Paper.LEFT
        + width * 0.52f, bottom + 14);
    page.curveTo(Paper.LEFT + width * 0.7f, bottom + 25, Paper.LEFT + width * 0.82f, bottom + 44, Paper.RIGHT, bottom
        + 30);
    page.lineTo(Paper.RIGHT, bottom);
    page.closePath();
    page.fill();
    page.restoreState();
  }
}
