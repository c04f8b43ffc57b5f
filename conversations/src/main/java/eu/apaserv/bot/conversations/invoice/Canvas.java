package eu.apaserv.bot.conversations.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfContentByte;

/**
 * One page being recorded: what is drawn is kept and replayed later, when the number of pages is known. Coordinates are
 * points from the top left corner, y downwards; text stands on its baseline.
 */
final class Canvas {
  private final List<Consumer<Pen>> marks = new ArrayList<>();

  /** Replays the page. */
  void drawWith(Pen pen) {
    marks.forEach(mark -> mark.accept(pen));
  }

  /** Runs {@code content} as one part of the document's structure. */
  void part(Role role, Runnable content) {
    open(role, null);
    content.run();
    close();
  }

  /** A picture with the words a screen reader says instead. */
  void figure(String spoken, Runnable content) {
    open(Role.FIGURE, spoken);
    content.run();
    close();
  }

  void open(Role role, @Nullable String spoken) {
    marks.add(pen -> pen.open(role, spoken));
  }

  void close() {
    marks.add(Pen::close);
  }

  void text(Style style, float x, float baseline, String text) {
    text(style, Align.LEFT, x, baseline, text);
  }

  void text(Style style, Align align, float x, float baseline, String text) {
    String clean = Printable.of(text).replace('\u00A0', ' ');
    float left = align.start(x, style.width(clean));
    draw(page -> show(page, style, left, Paper.HEIGHT - baseline, clean));
  }

  /** One line that keeps within a width: set smaller, and cut when that is not enough. */
  void fitted(Style style, Align align, float x, float baseline, float width, String text) {
    Style smaller = style.fitting(text, width);
    text(smaller, align, x, baseline, smaller.cut(text, width));
  }

  /** Lines under each other. Returns the baseline of the last. */
  float lines(Style style, float x, float baseline, float leading, List<String> lines) {
    float y = baseline - leading;
    for (String line : lines) {
      y += leading;
      text(style, x, y, line);
    }
    return y;
  }

  void rule(Tint tint, float thickness, float x1, float y1, float x2, float y2) {
    draw(page -> {
      page.setRGBColorStroke(tint.red(), tint.green(), tint.blue());
      page.setLineWidth(thickness);
      page.moveTo(x1, Paper.HEIGHT - y1);
      page.lineTo(x2, Paper.HEIGHT - y2);
      page.stroke();
    });
  }

  void box(Tint tint, float x, float y, float width, float height, float radius) {
    shape(tint, page -> page.roundRectangle(x, Paper.HEIGHT - y - height, width, height, radius));
  }

  /** Fills the path that {@code outline} lays, in the PDF's own coordinates. */
  void shape(Tint tint, Consumer<PdfContentByte> outline) {
    draw(page -> {
      page.setRGBColorFill(tint.red(), tint.green(), tint.blue());
      outline.accept(page);
      page.fill();
    });
  }

  void draw(Consumer<PdfContentByte> mark) {
    marks.add(pen -> pen.draw(mark));
  }

  private static void show(PdfContentByte page, Style style, float x, float y, String text) {
    if (text.isEmpty()) {
      return;
    }
    page.beginText();
    page.setRGBColorFill(style.tint().red(), style.tint().green(), style.tint().blue());
    page.setFontAndSize(style.face().font(), style.size());
    page.setCharacterSpacing(style.tracking());
    page.setTextMatrix(x, y);
    // the blank keeps a line from running into the next when the text is copied or read aloud
    page.showText(text + " ");
    page.endText();
  }
}
