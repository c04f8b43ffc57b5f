package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ExportFolder;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openpdf.text.pdf.PdfReader;

class SampleInvoicesTest {
  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @Test
  void everyInvoiceOfTheSampleExportAddsUpAndIsOnePage() throws IOException {
    var business = Business.defaults();
    var clock = new Hand("2026-11-22T10:00:00Z");
    new BillingImport(Connections.to(fresh.address()), business, clock).load(ExportFolder.SAMPLE, false,
        ImportProgress.QUIET);
    var database = fresh.database();
    var sheets = new InvoiceSheets(database, new Invoices(database),
        new Accounts(database, clock, business.zone()), business);
    var invoices = database.run("select client_code, invoice_number from invoice order by invoice_number");
    assertThat(invoices).hasSizeGreaterThan(200);
    for (var row : invoices) {
      check(sheets.of(row.getString(0), row.getString(1), Language.RO).orElseThrow());
    }
  }

  private static void check(InvoiceSheet sheet) throws IOException {
    var vat = sheet.vatGroups().stream().map(InvoiceLine.VatGroup::vat).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(vat).as("VAT of %s", sheet.invoiceNumber()).isEqualByComparingTo(sheet.totals().vat());
    var used = sheet.meters().stream().map(InvoiceSheet.Meter::consumption).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(used).as("m³ of %s", sheet.invoiceNumber()).isEqualByComparingTo(sheet.lines().getFirst().quantity());
    assertThat(sheet.history().getLast().consumption()).isEqualByComparingTo(used);
    assertThat(new PdfReader(new InvoicePdf().render(sheet, Language.RO)).getNumberOfPages()).isEqualTo(1);
  }
}
