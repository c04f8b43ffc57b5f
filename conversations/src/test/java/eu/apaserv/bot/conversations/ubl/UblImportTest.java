package eu.apaserv.bot.conversations.ubl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ExportFolder;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import eu.apaserv.bot.conversations.importing.Problem;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.InvoiceLine;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Payments;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UblImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/ubl");
  private static final String WATER = read(SAMPLES.resolve("water-household-2025-10.xml"));

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private UblImport documents() {
    return new UblImport(Connections.to(fresh.address()), Business.defaults(), UblNames.defaults(),
        new Hand("2025-11-22T10:00:00Z"));
  }

  private UblImport.Report load(Path path) throws IOException {
    return documents().load(path, ImportProgress.QUIET);
  }

  private UblImport.Report loadFolder() throws IOException {
    return load(folder);
  }

  private UblImportTest with(String name, String xml) throws IOException {
    Files.writeString(folder.resolve(name), xml);
    return this;
  }

  private Invoices invoices() {
    return new Invoices(fresh.database(), new Payments(fresh.database()));
  }

  private Invoice water() {
    return invoices().byNumber("1000021", "NTD1000021").orElseThrow();
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count(String table) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  /** A credit note over one cubic metre of the sample. */
  private static String credit() {
    return WATER.replace("<Invoice ", "<CreditNote ").replace("</Invoice>", "</CreditNote>")
        .replace("xsd:Invoice-2", "xsd:CreditNote-2").replace("NTD 1000021", "NTS 7")
        .replaceAll("<cbc:DueDate>.*?</cbc:DueDate>", "").replaceAll("<cbc:InvoiceTypeCode>.*?</cbc:InvoiceTypeCode>",
            "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>")
        .replace("InvoiceLine>", "CreditNoteLine>").replace("InvoicedQuantity", "CreditedQuantity")
        .replace("<cac:ContractDocumentReference>", """
            <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>NTD 1000021</cbc:ID>
            </cac:InvoiceDocumentReference></cac:BillingReference><cac:ContractDocumentReference>""");
  }

  @Test
  void theSampleLoadsWithTheAmountsItStates() throws IOException {
    var report = load(SAMPLES.resolve("water-household-2025-10.xml"));

    assertThat(report.errors()).isEmpty();
    assertThat(report.added()).isEqualTo(1);
    assertThat(water()).satisfies(invoice -> {
      assertThat(invoice.net()).isEqualTo("93.00");
      assertThat(invoice.vat()).isEqualTo("10.23");
      assertThat(invoice.total()).isEqualTo("103.23");
      assertThat(invoice.outstanding()).isEqualTo("103.23");
      assertThat(invoice.issuedOn()).isEqualTo("2025-11-05");
      assertThat(invoice.dueOn()).isEqualTo("2025-11-20");
      assertThat(invoice.graceUntil()).isEqualTo("2025-12-20");
      assertThat(invoice.periodFrom()).isEqualTo("2025-10-01");
      assertThat(invoice.pointId()).isEqualTo("LC-10000211");
    });
    assertThat(invoices().lines("1000021", "NTD 1000021")).extracting(InvoiceLine::tariffLine, InvoiceLine::net)
        .containsExactly(tuple("drinking_water", new BigDecimal("44.10")),
            tuple("sewerage", new BigDecimal("48.90")));
    assertThat(fresh.database().list(row -> row.getString(0),
        "select concat_ws(' ', meter_serial, previous_index, index, source) from invoice_meter"))
        .containsExactly("19C100277 233 238 read");
    assertThat(fresh.database().list(row -> row.getString(0),
        "select concat_ws(' ', name, tax_id, type) from customer")).containsExactly("Ionescu Andrei household");
    assertThat(fresh.database().list(row -> row.getString(0), "select kind || ' ' || subject from billing_event"))
        .containsExactly("invoice_issued NTD 1000021");
  }

  @Test
  void theDocumentIsKeptAsItIs() throws IOException {
    load(SAMPLES.resolve("water-household-2025-10.xml"));
    assertThat(fresh.database().first(row -> row.getBuffer(0).toString(), "select xml from invoice_source"))
        .contains(WATER);
  }

  @Test
  void allSamplesInOneFolderLoadButTheOneInAnotherCurrency() throws IOException {
    var report = load(SAMPLES);

    assertThat(report.added()).isEqualTo(2);
    assertThat(report.errors()).extracting(Problem::toString).containsExactly(
        "phive-cius-ro-1.0.9-example5.xml:24: DocumentCurrencyCode: is DKK: only documents in RON can be loaded");
    assertThat(invoices().byNumber("345KS5324", "12115118")).hasValueSatisfying(invoice -> {
      assertThat(invoice.net()).isEqualTo("229.60");
      assertThat(invoice.vat()).isEqualTo("20.73");
      assertThat(invoice.total()).isEqualTo("250.33");
    });
    assertThat(InvoiceLine.vatGroups(invoices().lines("345KS5324", "12115118"))).extracting(g -> g.vat().toString())
        .containsExactly("10.99", "9.74");
    assertThat(report.warnings()).extracting(Problem::column).contains("AccountingSupplierParty",
        "AccountingCustomerParty");
  }

  @Test
  void allowancesChargesPrepaymentAndASecondTaxCurrencyAddUp() throws IOException {
    var other = read(SAMPLES.resolve("phive-cius-ro-1.0.9-example5.xml"));
    with("dkk.xml", other.replace("\"RON\"", "\"EUR\"").replace("DKK", "RON")
        .replace("<cbc:TaxCurrencyCode>RON", "<cbc:TaxCurrencyCode>EUR"));

    assertThat(loadFolder().errors()).isEmpty();
    var invoice = invoices().byNumber("5790000436057", "TOSL110").orElseThrow();
    assertThat(invoice.total()).isEqualTo("4675.00");
    assertThat(invoice.outstanding()).as("half of it was prepaid").isEqualTo("2337.50");
    assertThat(invoices().lines("5790000436057", "TOSL110").stream().map(InvoiceLine::net).reduce(BigDecimal.ZERO,
        BigDecimal::add)).isEqualTo("4000.00");
  }

  @Test
  void aCreditNoteReducesWhatIsOwed() throws IOException {
    with("1.xml", WATER).with("2.xml", credit());

    assertThat(loadFolder().errors()).isEmpty();
    var today = Business.defaults().day(new Hand("2025-11-22T10:00:00Z").instant());
    var balance = invoices().balance("1000021", today);
    assertThat(balance.total()).isEqualByComparingTo("0");
    assertThat(invoices().byNumber("1000021", "NTS 7")).hasValueSatisfying(note -> {
      assertThat(note.total()).isEqualTo("-103.23");
      assertThat(note.outstanding()).isEqualTo("-103.23");
    });
    assertThat(fresh.database().first(row -> row.getString(0),
        "select kind || ' of ' || corrects from invoice where invoice_number = 'NTS 7'"))
        .contains("credit_note of NTD 1000021");
  }

  @Test
  void theSameAgainChangesNothingAndWhatIsLeftToPayIsBillingsToSay() throws IOException {
    with("1.xml", WATER);
    loadFolder();
    fresh.database().run("update invoice set outstanding = 3.23");
    var again = loadFolder();
    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(water().outstanding()).isEqualTo("3.23");

    with("1.xml", WATER.replace("Str. Izvorului", "Strada Izvorului"));
    assertThat(loadFolder().changed()).isEqualTo(1);
    assertThat(water().outstanding()).isEqualTo("3.23");
    assertThat(count("invoice_line")).isEqualTo(2);
    assertThat(count("billing_event")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "<cbc:PayableAmount currencyID=\"RON\">103.23 | <cbc:PayableAmount currencyID=\"RON\">103.24 | PayableAmount",
      "<cbc:LineExtensionAmount currencyID=\"RON\">44.10 | <cbc:LineExtensionAmount currencyID=\"RON\">44.11 | LineExtensionAmount",
      "<cbc:TaxAmount currencyID=\"RON\">10.23 | <cbc:TaxAmount currencyID=\"RON\">11.23 | TaxAmount",
      "<cbc:TaxInclusiveAmount currencyID=\"RON\">103.23 | <cbc:TaxInclusiveAmount currencyID=\"EUR\">103.23 | TaxInclusiveAmount",
      "<cbc:TaxInclusiveAmount currencyID=\"RON\">103.23 | <cbc:TaxInclusiveAmount currencyID=\"RON\">1e9999999 | TaxInclusiveAmount",
      "<cbc:IssueDate>2025-11-05 | <cbc:IssueDate>05.11.2025 | IssueDate",
      "<cbc:InvoiceTypeCode>380 | <cbc:InvoiceTypeCode>380380 | InvoiceTypeCode",
      "<cbc:Value>238</cbc:Value> | <cbc:Value>many</cbc:Value> | AdditionalItemProperty",
      "<cbc:DocumentCurrencyCode>RON | <cbc:DocumentCurrencyCode>EUR | DocumentCurrencyCode",
      "xsd:Invoice-2\" | xsd:Invoice-3\" | Invoice",
      "CommonBasicComponents-2 | CommonBasicComponents-9 | DocumentCurrencyCode",
      "<cbc:ID>1000021</cbc:ID> | <cbc:ID></cbc:ID> | ID", "</cac:InvoiceLine> | | file"})
  void whatIsWrongIsSaidAndNothingOfTheFileIsLoaded(String right, String wrong, String where) throws IOException {
    with("a-bad.xml", WATER.replace(right, wrong == null ? "" : wrong)).with("b-good.xml",
        WATER.replace("NTD 1000021", "NTD 2"));
    var report = loadFolder();

    assertThat(report.errors()).hasSize(1).first().satisfies(problem -> {
      assertThat(problem.file()).isEqualTo("a-bad.xml");
      assertThat(problem.column()).isEqualTo(where);
    });
    assertThat(report.added()).as("the other file").isEqualTo(1);
    assertThat(invoices().byNumber("1000021", "NTD 1000021")).isEmpty();
    assertThat(count("invoice_source")).isEqualTo(1);
  }

  @Test
  void foreignBrokenHugeAndExplodingFilesAreRefusedOneByOne() throws IOException {
    var bomb = "<!DOCTYPE Invoice [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        + WATER.substring(WATER.indexOf("<Invoice")).replace("Cod client 1000021", "&b;&b;");
    var outside = "<!DOCTYPE Invoice [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
        + WATER.substring(WATER.indexOf("<Invoice")).replace("Cod client 1000021", "&a;");
    with("bomb.xml", bomb).with("deep.xml", WATER.replace("Cod client 1000021",
        "<cbc:Note>".repeat(500) + "</cbc:Note>".repeat(500)))
        .with("empty.xml", "").with("foreign.xml", "<html><body/></html>")
        .with("good.xml", WATER).with("huge.xml", " ".repeat((10 << 20) + 1))
        .with("long.xml", WATER.replace("Cod client 1000021", "x".repeat(100_000)))
        .with("many.xml", WATER.replace("Cod client 1000021", "<cbc:Note/>".repeat(250_000)))
        .with("outside.xml", outside).with("picture.xml", "\u0089PNG\u0000");
    var report = loadFolder();

    assertThat(report.errors()).extracting(p -> p.file() + " " + p.column()).containsExactly("bomb.xml DOCTYPE",
        "deep.xml Note", "empty.xml file", "foreign.xml html", "huge.xml file", "long.xml Note", "many.xml Note",
        "outside.xml DOCTYPE", "picture.xml file");
    assertThat(report.added()).isEqualTo(1);
    assertThat(count("invoice")).isEqualTo(1);
  }

  @Test
  void besideAnExportTheDocumentsComeAlongAllOrNothing(@TempDir Path export) throws IOException {
    ExportFolder.copyTo(export).write("ubl/1.xml", WATER).write("pdf/NTD 1000021.pdf", "%PDF-1.7 own");
    var billing = new BillingImport(Connections.to(fresh.address()), Business.defaults(),
        new Hand("2026-11-22T10:00:00Z"), List.of(documents()));
    Files.writeString(export.resolve("ubl/2.xml"), "<html/>");

    var refused = billing.load(export, false, ImportProgress.QUIET);
    assertThat(refused.errors()).extracting(Problem::file).containsExactly("ubl/2.xml");
    assertThat(count("invoice")).isZero();

    Files.delete(export.resolve("ubl/2.xml"));
    var report = billing.load(export, false, ImportProgress.QUIET);
    assertThat(report.errors()).isEmpty();
    assertThat(report.files()).contains(new FileResult("ubl/", 1, 1, 0, 0), new FileResult("pdf/", 1, 1, 0, 0));
    assertThat(invoices().document("1000021", "NTD 1000021")).isPresent();
  }

  @Test
  void aDocumentThatContradictsBillingsExportIsRefused() throws IOException {
    fresh.database().run("insert into customer values ('1000021', 'Ionescu', 'household', null, null, null, 'ro')");
    fresh.database().run("""
        insert into invoice (invoice_number, client_code, issued_on, due_on, grace_until, net, vat, total, outstanding)
        values ('NTD1000021', '1000021', '2025-11-05', '2025-11-20', '2025-12-20', 93, 10.23, 103.23, 20)""");
    with("1.xml", WATER);
    assertThat(loadFolder().changed()).isEqualTo(1);
    assertThat(water().outstanding()).isEqualTo("20.00");

    fresh.database().run("delete from invoice_source");
    fresh.database().run("update invoice set total = 99");
    assertThat(loadFolder().errors()).extracting(Problem::what)
        .containsExactly("103.23 is not what billing's export says, 99.00");
    fresh.database().run("update invoice set client_code = '1000028'");
    assertThat(loadFolder().errors()).extracting(Problem::what)
        .containsExactly("the invoice NTD1000021 is another customer's");
  }

  @Test
  void anotherSellersDocumentIsRefusedOnceTheUtilitysOwnTaxIdIsKnown() throws IOException {
    var d = Business.defaults();
    var seller = new Business.Seller("Apa S.A.", "RO12345678", "J27/1/2000", "Strada 1", "Roman", "RO-NT", "", "",
        null);
    var real = new Business(d.company(), seller, d.terms(), d.clientCodes(), d.readings(), d.codes(), d.holders(),
        d.money(), d.zone(), d.desk(), d.alerts());
    with("1.xml", WATER);
    var report = new UblImport(Connections.to(fresh.address()), real, UblNames.defaults(),
        new Hand("2025-11-22T10:00:00Z")).load(folder, ImportProgress.QUIET);
    assertThat(report.errors()).extracting(Problem::column).containsExactly("AccountingSupplierParty");
    assertThat(count("invoice")).isZero();
  }

  @Test
  void aPlaceOfAnotherCustomerIsRefused() throws IOException {
    fresh.database().run("insert into customer values ('1000028', 'Popa', 'household', null, null, null, 'ro')");
    fresh.database().run("""
        insert into consumption_point (point_id, client_code, locality) values ('LC-10000211', '1000028', 'Roman')""");
    with("1.xml", WATER);
    assertThat(loadFolder().errors()).extracting(Problem::what)
        .containsExactly("the place LC-10000211 is another customer's");
    assertThat(count("invoice")).isZero();
  }

  @Test
  void blanksWithoutEndAreReadInOneGo() throws IOException {
    with("1.xml", WATER.replace("Cod client 1000021", " \n".repeat(2 << 20) + "Cod client 1000021"));
    assertTimeoutPreemptively(Duration.ofSeconds(20), this::loadFolder);
    assertThat(count("invoice")).isEqualTo(1);
  }

  @Test
  void nothingToLoadIsSaid() {
    assertThatThrownBy(this::loadFolder).isInstanceOf(IOException.class).hasMessageContaining("holds no .xml file");
  }
}
