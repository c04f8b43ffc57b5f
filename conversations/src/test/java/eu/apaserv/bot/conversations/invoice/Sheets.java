package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.ChatLink;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Contact;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Dates;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Holder;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Line;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Meter;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Month;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Owed;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Payment;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Place;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Seller;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Source;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invented invoices of every kind the document must carry. */
final class Sheets {
  static final Seller SELLER = new Seller("Compania Județeană Apa Serv S.A.",
      "Strada Locotenent Drăghiescu nr. 20, Piatra-Neamț, județul Neamț", "RO1234567", "J27/123/2005",
      "12.345.670,00 lei");
  static final Payment PAYMENT = new Payment("RO49AAAA1B31007593840000", "Banca Exemplu S.A.", "NTD4010003 / 1010021");
  static final Contact CONTACT = new Contact("0233 123 456", "0233 654 321", "clienti@exemplu.ro", "www.exemplu.ro",
      null);
  static final Dates DATES = new Dates(LocalDate.of(2025, 11, 6), LocalDate.of(2025, 11, 21),
      LocalDate.of(2025, 12, 21),
      LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 31));
  static final BigDecimal VAT = new BigDecimal("0.11");

  private Sheets() {}

  static Line line(String description, @Nullable String detail, String quantity, String price, String rate) {
    return line(description, detail, "MTQ", quantity, price, rate);
  }

  static Line line(String description, @Nullable String detail, String unit, String quantity, String price,
      String rate) {
    BigDecimal net = amount(quantity).multiply(amount(price)).setScale(2, RoundingMode.HALF_UP);
    return new Line(description, detail, unit, amount(quantity), amount(price), net, amount(rate));
  }

  static BigDecimal amount(String value) {
    return new BigDecimal(value);
  }

  /** Water and sewerage of one house, nothing else. */
  static InvoiceSheet household() {
    return sheet(
        new Holder("1010021", "Ștefănescu Ioana", "Strada Ștefan cel Mare nr. 84A, Piatra-Neamț, 610101", null),
        List.of(line("Apă potabilă", null, "7", "8.82", "0.11"),
            line("Colectare și epurare apă uzată", null, "7", "9.78",
                "0.11")),
        List.of(new Meter("22A936710", null, amount("1660"), LocalDate.of(2025, 9, 30), amount("1667"),
            LocalDate.of(2025, 10, 28), Source.SELF_READ, amount("7"))),
        year(), "0", "0");
  }

  /** A house with debts, penalties and an estimated index. */
  static InvoiceSheet indebted() {
    InvoiceSheet h = household();
    List<Meter> meters = List.of(new Meter("22A936710", null, amount("1660"), LocalDate.of(2025, 9, 30), amount("1667"),
        LocalDate.of(2025, 10, 31), Source.ESTIMATED, amount("7")));
    return sheet(h.holder(), h.lines(), meters, h.history(), "127.27", "0.97");
  }

  /** A company with a fiscal code, two prices in a month, rainwater and a fee at another rate. */
  static InvoiceSheet company() {
    List<Line> lines = List.of(line("Apă potabilă", "01.10.2025 – 15.10.2025", "612", "8.82", "0.11"), line(
        "Apă potabilă", "16.10.2025 – 31.10.2025, preț nou (ANRSC)", "655.5", "9.105", "0.11"),
        line(
            "Colectare și epurare apă uzată", null, "1267.5", "9.78", "0.11"),
        line("Apă meteorică (pluvială)",
            "suprafață 1.840 m², coeficient 0,85", "64.132", "4.9012", "0.11"),
        line("Verificare contor la cerere",
            null, "H87", "1", "145", "0.21"));
    return sheet(new Holder("2040777", "Brutăria Țărănească „La Moară” S.R.L.",
        "Bulevardul Republicii nr. 112, clădirea C3, Roman, 611080", "RO7654321"), lines,
        List.of(new Meter("19B360020",
            "Hala de producție", amount("45880"), LocalDate.of(2025, 9, 30), amount("46912.5"),
            LocalDate.of(2025, 10, 31),
            Source.READ, amount("1032.5")),
            new Meter("19B360077", "Birouri", amount("1204"), LocalDate.of(2025, 9, 30),
                amount("1439"), LocalDate.of(2025, 10, 31), Source.READ, amount("235"))),
        year(1.7e2), "0", "0");
  }

  /** An owners' association with a meter at every stair and many lines. */
  static InvoiceSheet association(int meters, int lines) {
    List<Meter> read = new ArrayList<>();
    for (int i = 0; i < meters; i++) {
      read.add(new Meter("24B6785%02d".formatted(i), "Bloc B12, scara " + (char) ('A' + i % 26), amount("10234").add(
          BigDecimal.valueOf(i * 311L)), LocalDate.of(2025, 9, 30), amount("10290").add(BigDecimal.valueOf(i * 313L)),
          LocalDate.of(2025, 10, 30), i % 3 == 0 ? Source.ESTIMATED : Source.READ, amount("56").add(BigDecimal.valueOf(i
              * 2L))));
    }
    List<Line> billed = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      billed
          .add(line(i % 2 == 0 ? "Apă potabilă" : "Colectare și epurare apă uzată", "Bloc B12, scara " + (char) ('A' + i
              / 2 % 26), "56", i % 2 == 0 ? "8.82" : "9.78", "0.11"));
    }
    return sheet(new Holder("3050012", "Asociația de Proprietari nr. 47 „Mihai Eminescu”",
        "Strada Mihai Eminescu nr. 94, bloc B12, scara A, parter, Târgu Neamț, 615200", "12345678"), billed, read,
        year(
            6e1),
        "1830.40", "3.17");
  }

  /** Estimates taken back: the customer has money with us. */
  static InvoiceSheet correction() {
    List<Line> lines = List.of(line("Apă potabilă – regularizare", "estimat 01.07.2025 – 30.09.2025", "-24", "8.82",
        "0.11"), line("Colectare și epurare – regularizare", "estimat 01.07.2025 – 30.09.2025", "-24", "9.78", "0.11"),
        line("Apă potabilă", null, "9", "8.82", "0.11"), line("Colectare și epurare apă uzată", null, "9", "9.78",
            "0.11"));
    InvoiceSheet h = household();
    return sheet(h.holder(), lines, List.of(new Meter("22A936710", null, amount("1684"), LocalDate.of(2025, 9, 30),
        amount("1669"), LocalDate.of(2025, 10, 28), Source.REGULARISED, amount("-15"))), h.history(), "0", "0");
  }

  /** A credit note over the household's invoice. */
  static InvoiceSheet credit() {
    InvoiceSheet h = household();
    List<Line> lines = List.of(line("Apă potabilă", null, "-2", "8.82", "0.11"));
    InvoiceSheet s = sheet(h.holder(), lines, List.of(), h.history(), "0", "0");
    return new InvoiceSheet(s.seller(), s.holder(), s.place(), s.contractNumber(), "NTS0007", s.invoiceNumber(),
        s.dates(), s.lines(), s.vatGroups(), s.totals(), s.owed(), s.meters(), s.history(), s.payment(), s.contact(), s
            .dailyPenalty(),
        s.notes(), true);
  }

  /** The household's invoice of a utility that can be written to. */
  static InvoiceSheet chatting() {
    InvoiceSheet s = household();
    Contact contact = new Contact(CONTACT.phone(), CONTACT.emergencyPhone(), CONTACT.email(), CONTACT.website(),
        new ChatLink("apa_demo_bot").account(s.holder().clientCode()));
    return new InvoiceSheet(s.seller(), s.holder(), s.place(), s.contractNumber(), s.invoiceNumber(),
        s.correctedInvoice(), s.dates(), s.lines(), s.vatGroups(), s.totals(), s.owed(), s.meters(), s.history(),
        s.payment(), contact, s.dailyPenalty(), s.notes());
  }

  static InvoiceSheet named(String text) {
    InvoiceSheet h = household();
    return new InvoiceSheet(new Seller(text, text, text, text, text), new Holder(text, text, text, text),
        new Place(text,
            text),
        text, text, text, h.dates(),
        List.of(new Line(text, text, text, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, VAT)), h
            .vatGroups(),
        h.totals(), h.owed(), List.of(new Meter(text, text, BigDecimal.ONE, null, BigDecimal.TEN, null, Source.READ,
            BigDecimal.ONE)),
        h.history(), new Payment(text, text,
            text),
        new Contact(text, text, text, text, null), null, List.of(text));
  }

  static InvoiceSheet sheet(Holder holder, List<Line> lines, List<Meter> meters, List<Month> history, String previous,
      String penalties) {
    List<InvoiceLine.VatGroup> groups = vatGroups(lines);
    BigDecimal net = groups.stream().map(InvoiceLine.VatGroup::net).reduce(amount("0.00"), BigDecimal::add);
    BigDecimal vat = groups.stream().map(InvoiceLine.VatGroup::vat).reduce(amount("0.00"), BigDecimal::add);
    Totals totals = new Totals(net, vat, net.add(vat));
    Owed owed = Owed.of(totals.total(), amount(previous), amount(penalties), amount("0.00"), null);
    return new InvoiceSheet(SELLER, holder, new Place("NT701001", holder.address()), "15523/2019", "NTD4010003", null,
        DATES, lines, groups, totals, owed, meters, history, PAYMENT, CONTACT, new BigDecimal("0.0002"), List.of(
            "Un index contestat se sesizează în 10 zile de la primirea facturii, la relații clienți sau în chat.",
            "Prețurile sunt aprobate de ANRSC și afișate pe site."));
  }

  /** The invoice as it is when {@code paid} has been received for it. */
  static InvoiceSheet paid(InvoiceSheet s, BigDecimal paid) {
    Owed owed = Owed.of(s.totals().total(), s.owed().previous(), s.owed().penalties(), paid,
        LocalDate.of(2025, 11, 28));
    return new InvoiceSheet(s.seller(), s.holder(), s.place(), s.contractNumber(), s.invoiceNumber(), s
        .correctedInvoice(), s.dates(), s.lines(), s.vatGroups(), s.totals(), owed, s.meters(), s.history(),
        s.payment(), s
            .contact(),
        s.dailyPenalty(), s.notes());
  }

  private static List<InvoiceLine.VatGroup> vatGroups(List<Line> lines) {
    return InvoiceLine.vatGroups(lines.stream().map(l -> new InvoiceLine("NTD4010003", 1, "drinking_water", l
        .description(), l.quantity(), l.unit(), l.unitPrice(), l.net(), l.vatRate())).toList());
  }

  static List<Month> year() {
    return year(1);
  }

  private static List<Month> year(double scale) {
    int[] used = {12, 9, 8, 10, 9, 11, 10, 13, 17, 16, 11, 13, 7};
    List<Month> months = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      months.add(new Month(YearMonth.of(2024, 10).plusMonths(i), BigDecimal.valueOf(Math.round(used[i] * scale)), i == 3
          || i == 6));
    }
    return months;
  }
}
