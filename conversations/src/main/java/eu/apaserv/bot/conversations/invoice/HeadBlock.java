package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openpdf.text.pdf.PdfContentByte;

/** The top of the pages: who issues the invoice and which one it is. */
record HeadBlock(InvoiceSheet sheet, Language language) {
  private static final float NAME_LEFT = Paper.LEFT + 38;
  private static final float NAME_WIDTH = 300;

  /** The full head of the first page. */
  void drawOn(Paper paper) {
    Canvas canvas = paper.canvas();
    band(canvas);
    float top = paper.y();
    drop(canvas, Paper.LEFT, top + 1, 27, 37);
    canvas.part(Role.PARAGRAPH, () -> paper.moveTo(seller(canvas, top)));
    canvas.part(Role.TITLE, () -> title(canvas, top));
    paper.moveTo(Math.max(paper.y(), top + 40));
    paper.gap(23);
  }

  /** The short head of the pages that follow. */
  void runningOn(Canvas canvas) {
    band(canvas);
    drop(canvas, Paper.LEFT, 30, 13, 18);
    String name = sheet.seller().name();
    canvas.fitted(Style.STRONG.in(Tint.DEEP), Align.LEFT, Paper.LEFT + 20, 43, 240, name);
    String where = Label.CONTINUED.in(language, sheet.invoiceNumber(), sheet.holder().clientCode());
    canvas.fitted(Style.SMALL, Align.RIGHT, Paper.RIGHT, 43, 240, where);
    canvas.rule(Tint.HAIRLINE, 0.5f, Paper.LEFT, 56, Paper.RIGHT, 56);
  }

  private float seller(Canvas canvas, float top) {
    Style name = Style.HEADING.at(12.6f);
    List<String> names = name.wrap(sheet.seller().name(), NAME_WIDTH, 3);
    float y = canvas.lines(name, NAME_LEFT, top + 11.5f, 14.5f, names);
    for (String line : List.of(sheet.seller().address(), legal())) {
      List<String> wrapped = Style.SMALL.wrap(line, NAME_WIDTH, 3);
      y = canvas.lines(Style.SMALL, NAME_LEFT, y + (y < top + 12 ? 12 : 10), 9.4f, wrapped);
    }
    return y;
  }

  private String legal() {
    InvoiceSheet.Seller seller = sheet.seller();
    String capital = seller.shareCapital();
    return Stream.of(Label.TAX_ID.in(language, seller.taxId()),
        Label.REGISTRATION.in(language, seller.registration()),
        capital == null ? null : Label.CAPITAL.in(language, capital)).filter(Objects::nonNull)
        .collect(Collectors.joining("  ·  "));
  }

  private void title(Canvas canvas, float top) {
    canvas.text(Style.HEADING.at(21), Align.RIGHT, Paper.RIGHT, top + 17,
        (sheet.creditNote() ? Label.CREDIT_NOTE : Label.INVOICE).in(language));
    String number = Label.NUMBER.in(language, sheet.invoiceNumber());
    canvas.fitted(Style.STRONG.at(10.5f), Align.RIGHT, Paper.RIGHT, top + 32, 165, number);
    String corrected = sheet.correctedInvoice();
    if (corrected != null) {
      String words = (sheet.creditNote() ? Label.CREDITS : Label.CORRECTS).in(language, corrected);
      canvas.fitted(Style.SMALL, Align.RIGHT, Paper.RIGHT, top + 43, 165, words);
    }
  }

  private static void band(Canvas canvas) {
    canvas.box(Tint.DEEP, 0, 0, Paper.WIDTH, 7, 0);
    canvas.box(Tint.ACCENT, 0, 0, Paper.LEFT + 27, 7, 0);
  }

  private static void drop(Canvas canvas, float x, float y, float width, float height) {
    canvas.shape(Tint.DEEP, page -> outline(page, x, y, width, height));
    canvas.shape(Tint.ACCENT, page -> glint(page, x, y, width, height));
  }

  /** A water drop: a tip on top, a circle below. */
  private static void outline(PdfContentByte page, float x, float y, float w, float h) {
    float top = Paper.HEIGHT - y;
    float middle = x + w / 2;
    float belly = top - h + w / 2;
    float k = w / 2 * 0.5523f;
    page.moveTo(middle, top);
    page.curveTo(middle + w * 0.16f, top - h * 0.26f, x + w, belly + w * 0.42f, x + w, belly);
    page.curveTo(x + w, belly - k, middle + k, top - h, middle, top - h);
    page.curveTo(middle - k, top - h, x, belly - k, x, belly);
    page.curveTo(x, belly + w * 0.42f, middle - w * 0.16f, top - h * 0.26f, middle, top);
    page.closePath();
  }

  /** The bright wave in the drop's lower half. */
  private static void glint(PdfContentByte page, float x, float y, float w, float h) {
    float bottom = Paper.HEIGHT - y - h;
    float middle = x + w / 2;
    float level = bottom + w * 0.46f;
    float inset = w * 0.13f;
    page.moveTo(x + inset, level);
    page.curveTo(x + w * 0.33f, level + w * 0.17f, x + w * 0.46f, level + w * 0.1f, middle, level);
    page.curveTo(x + w * 0.62f, level - w * 0.12f, x + w * 0.74f, level - w * 0.12f, x + w - inset, level);
    page.curveTo(x + w - inset, bottom + w * 0.22f, middle + w * 0.2f, bottom + inset, middle, bottom + inset);
    page.curveTo(middle - w * 0.2f, bottom + inset, x + inset, bottom + w * 0.22f, x + inset, level);
    page.closePath();
  }
}
