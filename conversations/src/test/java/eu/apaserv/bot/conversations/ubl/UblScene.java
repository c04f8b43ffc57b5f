package eu.apaserv.bot.conversations.ubl;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.InvoiceLine;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** e-Factura documents in a folder, and tables of billing to load them into. */
abstract class UblScene {
  static final Path SAMPLES = Path.of("src/test/resources/ubl");
  static final String WATER = read(SAMPLES.resolve("water-household-2025-10.xml"));

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  UblImport documents() {
    return new UblImport(Connections.to(fresh.address()), Business.defaults(), UblNames.defaults(),
        new Hand("2025-11-22T10:00:00Z"));
  }

  UblImport.Report load(Path path) throws IOException {
    return documents().load(path, ImportProgress.QUIET);
  }

  UblImport.Report loadFolder() throws IOException {
    return load(folder);
  }

  UblScene with(String name, String xml) throws IOException {
    Files.writeString(folder.resolve(name), xml);
    return this;
  }

  Invoices invoices() {
    return new Invoices(fresh.database());
  }

  Invoice water() {
    return invoices().byNumber("1000021", "NTD1000021").orElseThrow();
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count(String table) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  /** A credit note over one cubic metre of the sample. */
  static String credit() {
    return WATER.replace("<Invoice ", "<CreditNote ").replace("</Invoice>", "</CreditNote>")
        .replace("xsd:Invoice-2", "xsd:CreditNote-2").replace("NTD 1000021", "NTS 7")
        .replaceAll("<cbc:DueDate>.*?</cbc:DueDate>", "").replaceAll("<cbc:InvoiceTypeCode>.*?</cbc:InvoiceTypeCode>",
            "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>")
        .replace("InvoiceLine>", "CreditNoteLine>").replace("InvoicedQuantity", "CreditedQuantity")
        .replace("<cac:ContractDocumentReference>", """
            <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>NTD 1000021</cbc:ID>
            </cac:InvoiceDocumentReference></cac:BillingReference><cac:ContractDocumentReference>""");
  }
}
