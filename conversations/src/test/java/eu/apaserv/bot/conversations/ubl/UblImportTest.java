package eu.apaserv.bot.conversations.ubl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ExportFolder;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import eu.apaserv.bot.conversations.importing.Problem;
import eu.apaserv.bot.conversations.invoice.InvoiceLine;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are right: their amounts, their place beside billing, and the same again. */
class UblImportTest extends UblScene {
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

  /** As billing's API does when somebody asks. */
  private static void bring(Database database) {
    database.run("insert into billing_account (client_code, as_at) values ('1000021', now())");
    database.run(
        "insert into customer (client_code, name, type, language) values ('1000021', 'Ionescu Andrei', 'household', "
            + "'ro')");
    database.run("""
        insert into invoice (invoice_number, client_code, issued_on, due_on, grace_until, net, vat, total, outstanding)
        values ('NTD 1000021', '1000021', '2025-11-05', '2025-11-20', '2025-12-20', 93.00, 10.23, 103.23, 103.23)""");
  }

  @Test
  void whatBillingsApiBroughtBeforeTheDocumentIsNewsToTheOthersOnce() throws IOException {
    bring(fresh.database());
    with("1.xml", WATER);
    assertThat(loadFolder().changed()).isEqualTo(1);
    assertThat(loadFolder().unchanged()).isEqualTo(1);
    assertThat(fresh.database().list(row -> row.getString(0), "select kind || ' ' || subject from billing_event"))
        .containsExactly("invoice_issued NTD 1000021");
  }

  @Test
  void aDocumentLoadsWhileBillingsApiBringsTheSameInvoice() throws IOException {
    with("1.xml", WATER);
    Future<UblImport.Report> beside = fresh.database().asOne(open -> {
      bring(open);
      var begun = CompletableFuture.supplyAsync(this::quietly);
      Beside.doneOrWaiting(fresh.database(), begun::isDone);
      return Future.fromCompletionStage(begun);
    });
    assertThat(Database.await(beside).errors()).isEmpty();
    assertThat(count("invoice_line")).isEqualTo(2);
    assertThat(water().outstanding()).isEqualTo("103.23");
  }

  private UblImport.Report quietly() {
    try {
      return loadFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
