package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The small print, in two columns: due, grace, penalties, estimates, signature, and what the utility adds. */
final class NotesBlock {
  private static final float GAP = 24;
  private static final float COLUMN = (Paper.RIGHT - Paper.LEFT - GAP) / 2;
  private static final float LEADING = 8.7f;
  private static final float BETWEEN = 3.2f;
  private static final Style STYLE = Style.SMALL.at(6.8f);
  private static final int MOST_LINES = 8;

  private final Language language;
  private final List<List<String>> paragraphs;

  NotesBlock(InvoiceSheet sheet, Language language) {
    this.language = language;
    this.paragraphs = texts(sheet).stream().map(text -> STYLE.wrap(text, COLUMN, MOST_LINES)).toList();
  }

  /** Points from the first baseline's top to the end. */
  float height() {
    int left = split();
    return 14 + Math.max(height(paragraphs.subList(0, left)), height(paragraphs.subList(left, paragraphs.size())));
  }

  void drawOn(Paper paper) {
    Canvas canvas = paper.canvas();
    float top = paper.y();
    canvas.part(Role.HEADING, () -> canvas.text(Style.LABEL.in(Tint.DEEP), Paper.LEFT, top + 6, Label.LEGAL.in(
        language)));
    int left = split();
    column(canvas, paragraphs.subList(0, left), Paper.LEFT, top + 17);
    column(canvas, paragraphs.subList(left, paragraphs.size()), Paper.LEFT + COLUMN + GAP, top + 17);
    paper.down(height());
  }

  private void column(Canvas canvas, List<List<String>> texts, float x, float top) {
    float y = top;
    for (List<String> lines : texts) {
      float at = y;
      canvas.part(Role.PARAGRAPH, () -> canvas.lines(STYLE, x, at, LEADING, lines));
      y += lines.size() * LEADING + BETWEEN;
    }
  }

  /** How many paragraphs stand left, so that both columns are about as long. */
  private int split() {
    float half = height(paragraphs) / 2;
    int left = 0;
    while (left < paragraphs.size() && height(paragraphs.subList(0, left + 1)) <= half + LEADING) {
      left++;
    }
    return Math.max(left, 1);
  }

  private static float height(List<List<String>> texts) {
    return texts.stream().map(lines -> lines.size() * LEADING + BETWEEN).reduce(0f, Float::sum);
  }

  private List<String> texts(InvoiceSheet sheet) {
    List<String> texts = new ArrayList<>();
    if (sheet.payable()) {
      addTerms(texts, sheet);
    }
    if (sheet.owed().penalties().signum() > 0) {
      texts.add(Label.NOTE_APART.in(language, Figures.lei(sheet.owed().penalties())));
    }
    if (sheet.meters().stream().anyMatch(m -> m.source() == InvoiceSheet.Source.ESTIMATED)) {
      texts.add(Label.NOTE_ESTIMATED.in(language));
    }
    texts.addAll(sheet.notes());
    LocalDate asAt = sheet.owed().asAt();
    if (asAt != null) {
      texts.add(Label.NOTE_AS_AT.in(language, Figures.day(asAt)));
    }
    texts.add(Label.NOTE_SIGNATURE.in(language));
    return texts;
  }

  /** Legea 241/2006 art. 31 and Legea 51/2006 art. 42, in the customer's words and with the invoice's own days. */
  private void addTerms(List<String> texts, InvoiceSheet sheet) {
    LocalDate due = sheet.dates().dueOn();
    if (due != null) {
      long days = ChronoUnit.DAYS.between(sheet.dates().issuedOn(), due);
      texts.add(Label.NOTE_DUE.in(language, Figures.day(due), Label.days(days, language)));
    }
    LocalDate grace = sheet.dates().graceUntil();
    if (grace != null) {
      texts.add(Label.NOTE_GRACE.in(language, Figures.day(grace)));
      if (sheet.dailyPenalty() != null) {
        texts.add(Label.NOTE_PENALTY.in(language, Figures.day(grace), Figures.percent(sheet.dailyPenalty())));
      }
    }
  }
}
