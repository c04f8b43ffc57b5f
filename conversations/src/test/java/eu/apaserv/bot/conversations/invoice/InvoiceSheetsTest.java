package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.Payment;
import eu.apaserv.bot.conversations.payment.PaymentStatus;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpdf.text.pdf.PdfReader;

class InvoiceSheetsTest {
  private static final String CODE = "1000021";
  private static final String SERIAL = "19C100277";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Business business = Business.defaults();
  private Billing billing;
  private InvoiceSheets sheets;

  @BeforeEach
  void open() {
    var database = fresh.database();
    billing = new Billing(database).customer(CODE, null, null).meter(CODE, "P1", SERIAL)
        .reading(SERIAL, "2026-08-31", 99990, "read").reading(SERIAL, "2026-09-30", 5, "estimated")
        .reading(SERIAL, "2026-09-30", 4, "self_read").reading(SERIAL, "2026-10-31", 13, "estimated");
    invoice("A1", "2026-10-08", "2026-09-01", "2026-09-30", "20.00", "14");
    invoice("A2", "2026-11-08", "2026-10-01", "2026-10-31", "189.22", "9");
    sheets = new InvoiceSheets(database, new Invoices(database),
        new Accounts(database, new Hand("2026-11-22T10:00:00Z"), business.zone()), business);
  }

  private void invoice(String number, String issued, String from, String to, String outstanding, String used) {
    var day = LocalDate.parse(issued);
    var database = fresh.database();
    database.run("insert into invoice values ($1, $2, 'P1', $3, $4, $5, $6, $7, 170.47, 18.75, 189.22, $8)", number,
        CODE, day, day.plusDays(15), day.plusDays(45), LocalDate.parse(from), LocalDate.parse(to),
        new BigDecimal(outstanding));
    database.run(
        "insert into invoice_line values ($1, 1, 'drinking_water', 'Apă potabilă', $2, 'MTQ', 8.82, 79.38, 0.11)",
        number, new BigDecimal(used));
    database.run("insert into invoice_line values ($1, 2, 'other', 'Abonament', 1, 'H87', 91.09, 91.09, 0.11)", number);
  }

  private InvoiceSheet sheet(String number, Language language) {
    return sheets.of(CODE, number, language).orElseThrow();
  }

  @Test
  void aMeterHasTheValuesAroundThePeriodAndTheBetterOfTwo() {
    assertThat(sheet("A2", Language.RO).meters()).containsExactly(new InvoiceSheet.Meter(SERIAL, null,
        BigDecimal.valueOf(4), LocalDate.of(2026, 9, 30), BigDecimal.valueOf(13), LocalDate.of(2026, 10, 31),
        InvoiceSheet.Source.ESTIMATED, BigDecimal.valueOf(9)));
    assertThat(sheet("A1", Language.RO).meters()).as("a rollover").singleElement()
        .satisfies(meter -> assertThat(meter.consumption()).isEqualByComparingTo("14"));
  }

  /** From where a meter may begin again is the utility's to say, on invoices as in chats. */
  @ParameterizedTest
  @CsvSource({"0.90, -84990", "0.80, 15010"})
  void aRolloverIsFromWhereTheUtilitySaysThatOneMayBe(BigDecimal share, BigDecimal used) {
    var database = fresh.database();
    database.run("update billing_reading set index = 85000 where read_on = '2026-08-31'");
    database.run("update billing_reading set index = 10 where read_on = '2026-09-30'");
    var r = business.readings();
    var readings = new Business.Readings(r.opensOnDay(), r.closesOnDay(), r.unusualFactor(), r.unusualAbove(), share,
        r.periods(), r.unlinked(), r.reviewHigh());
    var own = new Business(business.company(), business.seller(), business.terms(), business.clientCodes(), readings,
        business.codes(), business.holders(), business.money(), business.zone(), business.desk(), business.alerts());
    sheets = new InvoiceSheets(database, new Invoices(database),
        new Accounts(database, new Hand("2026-11-22T10:00:00Z"), business.zone()), own);
    assertThat(sheet("A1", Language.RO).meters()).singleElement()
        .satisfies(meter -> assertThat(meter.consumption()).isEqualByComparingTo(used));
    database.run("insert into invoice_meter values ('A1', $1, 85000, 10, 'read')", SERIAL);
    assertThat(sheet("A1", Language.RO).meters()).as("stated by its document").singleElement()
        .satisfies(meter -> assertThat(meter.consumption()).isEqualByComparingTo(used));
  }

  @Test
  void ofSeveralMetersTheOneWithoutAnEarlierValueIsLeftOut() {
    billing.meter(CODE, "P1", "NEW1").reading("NEW1", "2026-10-31", 700, "read");
    assertThat(sheet("A2", Language.RO).meters()).extracting(InvoiceSheet.Meter::serial).containsExactly(SERIAL);
  }

  @Test
  void theMonthsAreThoseBilledUpToThisInvoice() {
    var months = sheet("A2", Language.RO).history();
    assertThat(months).extracting(InvoiceSheet.Month::month).containsExactly(YearMonth.of(2026, 9),
        YearMonth.of(2026, 10));
    assertThat(months).extracting(InvoiceSheet.Month::estimated).containsExactly(false, true);
    assertThat(months.getLast().consumption()).isEqualByComparingTo("9");
    assertThat(sheet("A1", Language.RO).history()).hasSize(1);
  }

  @Test
  void olderDebtsPenaltiesAndPaymentsMakeUpWhatIsOwed() {
    var database = fresh.database();
    database.run("insert into penalty values ($1, 'A1', 0.97, '2026-11-20')", CODE);
    database.run("insert into payment values ('p1', $1, 'A2', '2026-11-21', null, 100, 'card', 'confirmed')", CODE);
    var owed = sheet("A2", Language.RO).owed();
    assertThat(owed.previous()).isEqualByComparingTo("20.00");
    assertThat(owed.penalties()).isEqualByComparingTo("0.97");
    assertThat(owed.paid()).isEqualByComparingTo("100");
    assertThat(owed.toPay()).isEqualByComparingTo("110.19");
    assertThat(sheet("A2", Language.RO).notes()).anyMatch(note -> note.contains("100,00\u00A0lei a fost primită"));
    assertThat(sheet("A1", Language.RO).owed().previous()).as("a younger debt").isEqualByComparingTo("0");
    assertThat(sheet("A1", Language.RO).owed().paid()).isEqualByComparingTo("169.22");
  }

  /** Paid by one link: both invoices and a penalty; billing shows none of it yet. */
  @Test
  void whatIsBeingBookedIsNotAskedForAgain() {
    var database = fresh.database();
    database.run("insert into penalty values ($1, 'A1', 0.97, '2026-11-20')", CODE);
    for (var part : List.of("A1 20.00", "A2 189.22", " 0.97")) {
      var parts = part.split(" ", -1);
      database.run("insert into payment values ($1, $2, nullif($1, ''), '2026-11-21', null, $3, 'card', 'confirmed')",
          parts[0], CODE, new BigDecimal(parts[1]));
    }
    assertThat(sheet("A2", Language.RO).owed().toPay()).isEqualByComparingTo("0");
    assertThat(sheet("A1", Language.RO).owed().toPay()).isEqualByComparingTo("0");
    assertThat(sheet("A2", Language.RO).notes()).anyMatch(note -> note.contains("210,19\u00A0lei a fost primită"));
  }

  /** Two places, two invoices of one day: a transfer without a number pays one of them, and once. */
  @Test
  void whatIsPaidForNoInvoiceIsTakenOffOnce() {
    var database = fresh.database();
    database.run("update invoice set outstanding = 0 where invoice_number = 'A1'");
    invoice("A3", "2026-11-08", "2026-10-01", "2026-10-31", "50.00", "9");
    database.run("insert into payment values ('p1', $1, null, '2026-11-21', null, 100, 'bank_transfer', 'pending')",
        CODE);
    assertThat(sheet("A2", Language.RO).owed().toPay()).isEqualByComparingTo("89.22");
    assertThat(sheet("A3", Language.RO).owed().toPay()).isEqualByComparingTo("50.00");
  }

  /** Whatever is owed and being booked: the newest invoice asks for what the balance says is left to pay. */
  @Test
  void theNewestInvoiceAsksForWhatTheBalanceSays() {
    var random = new Random(20261122);
    for (int i = 0; i < 20_000; i++) {
      var open = new ArrayList<Invoice>();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        var day = LocalDate.of(2026, 12 - n, 8);
        open.add(new Invoice("A" + n, CODE, null, day, day.plusDays(15), day.plusDays(45), null, null, lei(80),
            lei(0), lei(80), lei(random.nextInt(-20, 81))));
      }
      var penalties = random.ints(random.nextInt(3), -3, 10)
          .mapToObj(amount -> new Penalty(CODE, null, lei(amount), LocalDate.of(2026, 11, 20))).toList();
      var booking = random.ints(random.nextInt(5), 1, 90).mapToObj(amount -> new Payment("p", CODE,
          random.nextInt(3) == 0 ? null : "A" + random.nextInt(1, 6), LocalDate.of(2026, 11, 21), null, lei(amount),
          "card", PaymentStatus.CONFIRMED)).toList();
      var balance = new Balance(CODE, LocalDate.of(2026, 11, 22), open, penalties, booking, null);
      assertThat(Owing.of(open.getLast(), balance).owed(null).toPay().max(BigDecimal.ZERO)).as("%s", balance)
          .isEqualByComparingTo(Debts.of(balance).total());
    }
  }

  private static BigDecimal lei(int amount) {
    return BigDecimal.valueOf(amount).setScale(2);
  }

  @Test
  void billingsRoundingOfTheTaxIsKept() {
    var lines = List.of(line("0.11", "130.20"), line("0.21", "10.00"));
    assertThat(InvoiceSheets.vatGroups(lines, new BigDecimal("16.43"))).extracting(InvoiceLine.VatGroup::vat)
        .containsExactly(new BigDecimal("14.33"), new BigDecimal("2.10"));
    assertThat(InvoiceSheets.vatGroups(lines, new BigDecimal("99.00"))).as("not a rounding")
        .extracting(InvoiceLine.VatGroup::vat).containsExactly(new BigDecimal("14.32"), new BigDecimal("2.10"));
  }

  private static InvoiceLine line(String rate, String net) {
    return new InvoiceLine("A1", 1, "drinking_water", "Apă", BigDecimal.ONE, "MTQ", new BigDecimal(net),
        new BigDecimal(net), new BigDecimal(rate));
  }

  @Test
  void englishNamesTheTariffAndKeepsBillingsWords() {
    assertThat(sheet("A2", Language.EN).lines()).extracting(InvoiceSheet.Line::description)
        .containsExactly("Drinking water", "Abonament");
    assertThat(sheet("A2", Language.EN).lines().getFirst().detail()).isEqualTo("Apă potabilă");
    assertThat(sheet("A2", Language.RO).lines().getFirst().detail()).isNull();
  }

  @Test
  void anotherCustomersInvoiceIsNotFound() {
    billing.customer("1000099", null, null);
    assertThat(sheets.of("1000099", "A2", Language.RO)).isEmpty();
    assertThat(sheets.of(CODE, "A9", Language.RO)).isEmpty();
  }

  @Test
  void itsDocumentIsOnePage() throws IOException {
    for (var language : Language.values()) {
      var bytes = new InvoicePdf().render(sheet("A2", language), language);
      assertThat(new PdfReader(bytes).getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void whatTheDocumentStatesGoesBeforeWhatTheReadingsSay() {
    var database = fresh.database();
    database.run("update invoice set contract = '30001/2014' where invoice_number = 'A2'");
    database.run("insert into invoice_meter values ('A2', $1, 99995, 8, 'self_read')", SERIAL);
    assertThat(sheet("A2", Language.RO)).satisfies(sheet -> {
      assertThat(sheet.contractNumber()).isEqualTo("30001/2014");
      assertThat(sheet.creditNote()).isFalse();
      assertThat(sheet.meters()).singleElement().satisfies(meter -> {
        assertThat(meter.oldIndex()).isEqualTo("99995");
        assertThat(meter.newIndex()).isEqualTo("8");
        assertThat(meter.consumption()).as("it rolled over").isEqualTo("13");
        assertThat(meter.source()).isEqualTo(InvoiceSheet.Source.SELF_READ);
      });
    });
  }

  @Test
  void aCreditNoteIsCalledOneAndNamesItsInvoice() throws IOException {
    fresh.database().run("""
        update invoice set kind = 'credit_note', corrects = 'A1', net = -net, vat = -vat, total = -total, outstanding = -20
        where invoice_number = 'A2'""");
    var sheet = sheet("A2", Language.RO);
    assertThat(sheet.creditNote()).isTrue();
    assertThat(sheet.correctedInvoice()).isEqualTo("A1");
    try (var reader = new PdfReader(new InvoicePdf().render(sheet, Language.RO))) {
      assertThat(reader.getInfo().get("Title")).isEqualTo("Nota de credit A2");
    }
  }
}
