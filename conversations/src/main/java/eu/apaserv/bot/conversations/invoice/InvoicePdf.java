package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.SplittableRandom;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfEncryption;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The invoice as a PDF: A4, embedded fonts, tagged for screen readers, and the same bytes for the same sheet, so that a
 * document sent twice is one document. Safe for any number of threads; holds nothing but the fonts.
 */
public final class InvoicePdf {
  private static final ZoneId ZONE = ZoneId.of("Europe/Bucharest");
  private static final float[] PACES = {1, 0.88f, 0.76f, 0.64f};
  private static final float BEFORE_NOTES = 14;

  /** Makes the document; never fails on text, whatever letters it holds. */
  public byte[] render(InvoiceSheet sheet, Language language) {
    long seed = seed(language.code() + sheet);
    return ScopedValue.where(SubsetLetters.OF_DOCUMENT, new SplittableRandom(seed)).call(() -> write(sheet, language,
        seed));
  }

  /** A name for the file that is safe everywhere: {@code Factura-NTD4010003.pdf}. */
  public static String fileName(String invoiceNumber, Language language) {
    String word = language == Language.EN ? "Invoice-" : "Factura-";
    String safe = invoiceNumber.replaceAll("[^A-Za-z0-9_-]+", "-");
    return word + safe.substring(0, Math.min(safe.length(), 60)) + ".pdf";
  }

  private static byte[] write(InvoiceSheet sheet, Language language, long seed) {
    List<Canvas> pages = layOut(sheet, language);
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    Document document = new Document(PageSize.A4, 0, 0, 0, 0);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setTagged();
    writer.setPdfVersion(PdfWriter.VERSION_1_7);
    writer.setFullCompression();
    document.setGlyphSubstitutionEnabled(false);
    describe(document, writer, sheet, language);
    document.open();
    fixIdentity(writer, sheet, seed);
    Pen pen = new Pen(writer);
    pen.open(Role.DOCUMENT, null);
    for (int i = 0; i < pages.size(); i++) {
      if (i > 0) {
        document.newPage();
      }
      foot(pages.get(i), sheet, language, i + 1, pages.size());
      pages.get(i).drawWith(pen);
    }
    pen.close();
    document.close();
    return out.toByteArray();
  }

  /** On one page if it fits, closer set if need be; else on as few as it takes. */
  private static List<Canvas> layOut(InvoiceSheet sheet, Language language) {
    for (float pace : PACES) {
      Paper paper = onePage(sheet, language, pace);
      if (paper.pages().size() == 1) {
        return paper.pages();
      }
      if (paper.pages().size() > 2) {
        break; // far too long for any pace
      }
    }
    List<Canvas> fewest = manyPages(sheet, language, PACES[0]).pages();
    for (float pace : PACES) {
      List<Canvas> pages = manyPages(sheet, language, pace).pages();
      fewest = pages.size() < fewest.size() ? pages : fewest;
    }
    return fewest;
  }

  /** Payment and notes stand at the foot. */
  private static Paper onePage(InvoiceSheet sheet, Language language, float pace) {
    Paper paper = begin(sheet, language, pace);
    details(paper, sheet, language);
    NotesBlock notes = new NotesBlock(sheet, language);
    float height = PaymentBlock.HEIGHT + BEFORE_NOTES + notes.height();
    if (!paper.need(height)) {
      paper.moveTo(Paper.BOTTOM - height);
    }
    new PaymentBlock(sheet, language).drawOn(paper);
    paper.down(BEFORE_NOTES);
    notes.drawOn(paper);
    return paper;
  }

  /** All that is needed to pay stands on the first page, then the details run on. */
  private static Paper manyPages(InvoiceSheet sheet, Language language, float pace) {
    Paper paper = begin(sheet, language, pace);
    paper.gap(-14);
    new PaymentBlock(sheet, language).drawOn(paper);
    paper.gap(28);
    details(paper, sheet, language);
    NotesBlock notes = new NotesBlock(sheet, language);
    paper.need(notes.height());
    notes.drawOn(paper);
    return paper;
  }

  private static Paper begin(InvoiceSheet sheet, Language language, float pace) {
    HeadBlock head = new HeadBlock(sheet, language);
    Paper paper = new Paper(head::runningOn, pace);
    head.drawOn(paper);
    new HolderBlock(sheet, language).drawOn(paper);
    new TotalBlock(sheet, language).drawOn(paper);
    return paper;
  }

  private static void details(Paper paper, InvoiceSheet sheet, Language language) {
    new ReadingsBlock(sheet, language).drawOn(paper);
    new LinesBlock(sheet, language).drawOn(paper);
    new SumsBlock(sheet, language).drawOn(paper);
  }

  private static void foot(Canvas page, InvoiceSheet sheet, Language language, int number, int of) {
    float y = Paper.HEIGHT - 24;
    page.rule(Tint.HAIRLINE, 0.5f, Paper.LEFT, y - 12, Paper.RIGHT, y - 12);
    String who = sheet.seller().name() + "  ·  " + Label.TAX_ID.in(language, sheet.seller().taxId());
    Style style = Style.SMALL.at(6.6f);
    page.text(style, Paper.LEFT, y, style.wrap(who, 380, 1).getFirst());
    page.text(style, Align.RIGHT, Paper.RIGHT, y, Label.PAGE.in(language, Integer.toString(number), Integer.toString(
        of)));
  }

  private static void describe(Document document, PdfWriter writer, InvoiceSheet sheet, Language language) {
    Label title = sheet.creditNote() ? Label.CREDIT_TITLE : Label.TITLE;
    document.addTitle(Printable.of(title.in(language, sheet.invoiceNumber())));
    document.addAuthor(Printable.of(sheet.seller().name()));
    document.addSubject(Printable.of(Label.SUBJECT.in(language, sheet.holder().clientCode())));
    PdfDictionary catalog = writer.getExtraCatalog();
    catalog.put(PdfName.LANG, new PdfString(language.locale().toLanguageTag()));
    writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
  }

  /** The day of issue and an id from the content take the place of the clock and of chance. */
  private static void fixIdentity(PdfWriter writer, InvoiceSheet sheet, long seed) {
    PdfDate issued = new PdfDate(GregorianCalendar.from(sheet.dates().issuedOn().atStartOfDay(ZONE)));
    PdfDictionary info = writer.getInfo();
    info.put(PdfName.CREATIONDATE, issued);
    info.put(PdfName.MODDATE, issued);
    byte[] id = "%016x".formatted(seed).getBytes(StandardCharsets.US_ASCII);
    info.put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
    writer.createXmpMetadata();
  }

  /** Records print all they hold, so this is the same for equal sheets on any machine. */
  private static long seed(String content) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < content.length(); i++) {
      hash = (hash ^ content.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
