package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class InvoicePdfTest {
  private final InvoicePdf pdf = new InvoicePdf();

  @Test
  void everyFieldTheLawAsksForStandsOnThePage() throws IOException {
    assertThat(text(Sheets.company(), Language.RO)).contains("Factură", "nr. NTD4010003",
        "Compania Județeană Apa Serv S.A.", "Strada Locotenent Drăghiescu nr. 20, Piatra-Neamț", "CUI RO1234567",
        "J27/123/2005", "12.345.670,00 lei", "Brutăria Țărănească", "CUI RO7654321", "Bulevardul Republicii nr. 112",
        "Loc de consum", "NT701001", "Cod client", "2040777", "Contract", "15523/2019", "06.11.2025", "21.11.2025",
        "21.12.2025", "01.10.2025 – 31.10.2025", "Apă potabilă", "Colectare și epurare apă uzată",
        "Apă meteorică (pluvială)", "m³", "Preț unitar", "Cotă 11%", "Cotă 21%", "19B360020", "Index vechi",
        "Index nou", "citit", "Bine de știut", "0,02% din sumă pe zi", "Pagina 1 din 1");
  }

  @Test
  void amountsAreThoseOfTheSheet() throws IOException {
    // 612 × 8.82 + 655.5 × 9.105 + 1267.5 × 9.78 + 64.132 × 4.9012 = 24 076.64; VAT on the sum, not on the lines
    assertThat(text(Sheets.company(), Language.RO)).contains("5.397,84", "5.968,33", "12.396,15", "314,32", "145,00",
        "24.076,64", "2.648,43", "30,45", "24.221,64 lei", "2.678,88 lei", "26.900,52 lei", "45880", "46912,5",
        "1.032,5", "1.267,5");
  }

  /** What was due before costs penalties already. */
  @Test
  void onlyTheNewInvoiceIsSaidToCostNoPenaltiesYetWhereMoreIsOwed() throws IOException {
    assertThat(text(Sheets.indebted(), Language.RO)).contains("factura curentă: fără penalități până la");
    assertThat(text(Sheets.household(), Language.RO)).contains("fără penalități până la")
        .doesNotContain("factura curentă: fără");
  }

  @Test
  void penaltiesAndOldDebtStandApartFromTheInvoice() throws IOException {
    assertThat(text(Sheets.indebted(), Language.RO)).contains("144,52 lei", "127,27", "0,97", "272,76",
        "Penalitățile de 0,97 lei calculate până acum au document separat", "estimat",
        "Consumul estimat se regularizează");
  }

  @Test
  void whatIsPaidIsTakenOff() throws IOException {
    assertThat(text(Sheets.paid(Sheets.indebted(), Sheets.amount("50")), Language.RO)).contains("Plătit", "−50,00",
        "222,76", "cele cunoscute la 28.11.2025");
    InvoiceSheet settled = Sheets.paid(Sheets.household(), Sheets.household().totals().total());
    assertThat(text(settled, Language.RO)).contains("FACTURĂ ACHITATĂ", "Nu aveți nimic de plată")
        .doesNotContain("IBAN", "TOTAL DE PLATĂ", "penalități până la");
  }

  @Test
  void aCorrectionIsInTheCustomersFavour() throws IOException {
    assertThat(text(Sheets.correction(), Language.RO)).contains("SOLD ÎN FAVOAREA DUMNEAVOASTRĂ", "309,69", "−24",
        "−211,68", "−309,69 lei", "Suma de 309,69 lei se scade", "regularizare").doesNotContain("Scanați");
  }

  @Test
  void englishLabelsKeepTheAmounts() throws IOException {
    assertThat(text(Sheets.company(), Language.EN)).contains("Invoice", "no. NTD4010003", "TOTAL TO PAY", "by",
        "26.900,52", "21.11.2025", "Readings and consumption", "VAT summary", "Page 1 of 1", "15 days after issue")
        .doesNotContain("Factură", "Scadența", "Pagina").containsPattern("Verificare contor la cerere\\s+pcs");
  }

  @Test
  void aCreditNoteCallsItselfOneWhereverItsSumsStand() throws IOException {
    assertThat(text(Sheets.credit(), Language.RO)).contains("Notă de credit", "Această notă de credit",
        "Total notă de credit −19,58 lei").doesNotContain("Factura curentă", "Total factură");
    assertThat(text(Sheets.credit(), Language.EN)).contains("This credit note", "Credit note total −19,58 lei")
        .doesNotContain("This invoice", "Invoice total");
  }

  @Test
  void romanianLettersComeBackAsTheyWere() throws IOException {
    String letters = "ăâîșțĂÂÎȘȚ Țuțu Ștefănuță „Mărțișor”";
    assertThat(text(Sheets.named(letters), Language.RO)).contains(letters);
    assertThat(text(Sheets.named("Paraschiva Ţuţuianu-Şerban"), Language.RO)).contains("Paraschiva Țuțuianu-Șerban");
  }

  @Test
  void fontsAreEmbeddedAndFewLettersOfThem() throws IOException {
    PdfReader reader = new PdfReader(pdf.render(Sheets.association(8, 60), Language.RO));
    List<String> names = new ArrayList<>();
    for (int i = 1; i < reader.getXrefSize(); i++) {
      if (reader.getPdfObject(i) instanceof PdfDictionary object && PdfName.FONT.equals(object.get(PdfName.TYPE))) {
        names.add(String.valueOf(object.get(PdfName.BASEFONT)));
        PdfDictionary descriptor = object.getAsDict(PdfName.FONTDESCRIPTOR);
        assertThat(descriptor == null ? object.get(PdfName.DESCENDANTFONTS) : descriptor.get(PdfName.FONTFILE2))
            .as("font file of %s", names.getLast()).isNotNull();
      }
    }
    assertThat(names).isNotEmpty().allMatch(name -> name.matches("/[A-Z]{6}\\+DejaVuSansCondensed(-Bold)?"));
  }

  @Test
  void oneHouseholdIsOnePageAndManyLinesRunOn() throws IOException {
    assertThat(pages(Sheets.household())).isEqualTo(1);
    assertThat(pages(Sheets.indebted())).isEqualTo(1);
    assertThat(pages(Sheets.company())).isEqualTo(1);
    assertThat(pages(Sheets.sheet(Sheets.household().holder(), List.of(), List.of(), List.of(), "0", "0")))
        .isEqualTo(1);
    assertThat(pages(Sheets.association(8, 16))).isEqualTo(2);
    assertThat(pages(Sheets.association(3, 60))).isEqualTo(3);
    assertThat(pages(Sheets.association(200, 400))).isBetween(12, 30);
  }

  @Test
  void everyPageSaysWhichInvoiceItIsAndRepeatsTheHead() throws IOException {
    PdfReader reader = new PdfReader(pdf.render(Sheets.association(3, 60), Language.RO));
    speakDecoration(reader);
    PdfTextExtractor text = new PdfTextExtractor(reader);
    for (int page = 2; page <= reader.getNumberOfPages(); page++) {
      assertThat(text.getTextFromPage(page)).contains("Factura NTD4010003 · cod client 3050012 · continuare",
          "Denumire", "Cantitate", "Pagina " + page + " din 3");
    }
    assertThat(text.getTextFromPage(1)).as("all that is needed to pay").contains("IBAN",
        "RO49 AAAA 1B31 0075 9384 0000",
        "TOTAL DE PLATĂ");
  }

  @Test
  void aPageStaysSmall() throws IOException {
    for (InvoiceSheet sheet : List.of(Sheets.household(), Sheets.company(), Sheets.association(8, 60))) {
      byte[] bytes = pdf.render(sheet, Language.RO);
      assertThat(bytes.length / new PdfReader(bytes).getNumberOfPages()).isLessThan(120 * 1024);
    }
  }

  @Test
  void theDocumentSaysWhatItIsAndInWhichLanguage() throws IOException {
    PdfReader reader = new PdfReader(pdf.render(Sheets.household(), Language.RO));
    assertThat(reader.getInfo()).containsEntry("Title", "Factura NTD4010003").containsEntry("Author",
        "Compania Județeană Apa Serv S.A.").containsEntry("CreationDate", "D:20251106000000+02'00'");
    assertThat(reader.getCatalog().getAsString(PdfName.LANG)).hasToString("ro-RO");
    assertThat(reader.getCatalog().getAsDict(PdfName.MARKINFO).get(PdfName.MARKED)).hasToString("true");
    assertThat(roles(reader)).contains("/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure");
  }

  @Test
  void theSameSheetGivesTheSameBytesFromManyThreads() throws InterruptedException, ExecutionException {
    byte[] household = pdf.render(Sheets.household(), Language.RO);
    byte[] company = pdf.render(Sheets.company(), Language.EN);
    List<Future<byte[]>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        boolean house = i % 2 == 0;
        made.add(threads.submit(() -> house
            ? pdf.render(Sheets.household(), Language.RO)
            : pdf.render(Sheets.company(), Language.EN)));
      }
    }
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i).get()).isEqualTo(i % 2 == 0 ? household : company);
    }
    assertThat(household).isNotEqualTo(pdf.render(Sheets.household(), Language.EN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000\u0007\r\n\t", "😀👨‍👩‍👧‍👦🇷🇴", "שלום עולם", "\u202Eevil\u202C", "مرحبا",
      "\uD83D", "\uDE00x",
      "a\u0301\u0302\u0303\u0304", "<script>(\\)</script> ) Tj ET", "漢字かな", "ﬁscală", "\u00AD\u200B\uFEFF", "İıÿœ€"})
  void hostileTextIsPrinted(String text) throws IOException {
    assertThat(pages(Sheets.named(text))).isPositive();
  }

  @Test
  void noTextMakesItFail() throws IOException {
    Random random = new Random(20251106);
    for (int i = 0; i < 150; i++) {
      String text = random.ints(random.nextInt(700), 0, 0x30000).filter(Character::isValidCodePoint)
          .map(c -> random.nextInt(4) == 0 ? ' ' : c)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
      assertThat(pages(Sheets.named(text))).isPositive();
    }
  }

  @Test
  void hugeAmountsStayWithinTheirColumns() throws IOException {
    BigDecimal huge = new BigDecimal("9999999999.99");
    InvoiceSheet.Line line = new InvoiceSheet.Line("Apă potabilă", null, "MTQ", huge, huge, huge, Sheets.VAT);
    InvoiceSheet sheet = Sheets.sheet(Sheets.household().holder(), List.of(line), List.of(), Sheets.year(), "0", "0");
    assertThat(text(sheet, Language.RO)).contains("9.999.999.999,99", "11.099.999.999,99");
  }

  @Test
  void fileNamesAreSafe() {
    assertThat(InvoicePdf.fileName("NTD4010003", Language.RO)).isEqualTo("Factura-NTD4010003.pdf");
    assertThat(InvoicePdf.fileName("../A/12 b\r\n", Language.EN)).isEqualTo("Invoice--A-12-b-.pdf");
  }

  private int pages(InvoiceSheet sheet) throws IOException {
    return new PdfReader(pdf.render(sheet, Language.RO)).getNumberOfPages();
  }

  private String text(InvoiceSheet sheet, Language language) throws IOException {
    PdfReader reader = new PdfReader(pdf.render(sheet, language));
    speakDecoration(reader);
    PdfTextExtractor extractor = new PdfTextExtractor(reader);
    StringBuilder text = new StringBuilder();
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      text.append(extractor.getTextFromPage(page)).append('\n');
    }
    return text.toString().replaceAll("\\s+", " ");
  }

  /** The extractor leaves out what is marked as decoration: running heads and page numbers. */
  private static void speakDecoration(PdfReader reader) throws IOException {
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      String content = new String(reader.getPageContent(page), StandardCharsets.ISO_8859_1);
      reader.setPageContent(page, content.replace("/Artifact", "/P").getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static List<String> roles(PdfReader reader) {
    List<String> roles = new ArrayList<>();
    for (int i = 1; i < reader.getXrefSize(); i++) {
      PdfObject object = reader.getPdfObject(i);
      if (object instanceof PdfDictionary part && part.get(PdfName.S) != null) {
        roles.add(String.valueOf(part.get(PdfName.S)));
      }
    }
    return roles;
  }
}
