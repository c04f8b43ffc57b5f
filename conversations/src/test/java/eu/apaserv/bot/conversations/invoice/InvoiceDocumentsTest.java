package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InvoiceDocumentsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final UUID ana = UUID.randomUUID();
  private final String reference = InvoiceDocuments.reference("NTD4010030", Language.RO);
  private Accounts accounts;
  private InvoiceDocuments documents;

  @BeforeEach
  void open() throws IOException {
    var clock = new Hand("2026-11-22T08:00:00Z");
    var business = Business.defaults();
    new BillingImport(Connections.to(fresh.address()), business, clock).load(Path.of("src/test/resources/import"),
        false,
        ImportProgress.QUIET);
    accounts = new Accounts(fresh.database(), clock, business.zone());
    var invoices = new Invoices(fresh.database());
    documents = new InvoiceDocuments(accounts, invoices,
        new InvoiceSheets(fresh.database(), invoices, accounts, business));
    accounts.link("test", ana, "1010028", "holder");
  }

  @Test
  void whoIsLinkedGetsADrawnInvoice() {
    assertThat(documents.open(reference, ana)).hasValueSatisfying(
        file -> assertThat(file.piece(0).getString(0, 5, "US-ASCII")).isEqualTo("%PDF-"));
  }

  @Test
  void billingsOwnDocumentIsSentAsItIs() {
    fresh.database().run("insert into invoice_document (invoice_number, sha256, bytes) values ($1, $2, $3)",
        "NTD4010030", Buffer.buffer("x"), Buffer.buffer("%PDF-1.4 billing's own"));
    assertThat(documents.open(reference, ana))
        .hasValueSatisfying(file -> assertThat(file.piece(0)).isEqualTo(Buffer.buffer("%PDF-1.4 billing's own")));
  }

  @Test
  void nobodyElseGetsIt() {
    assertThat(documents.open(reference, UUID.randomUUID())).isEmpty();
    assertThat(documents.open(InvoiceDocuments.reference("NTD4010045", Language.RO), ana)).isEmpty();
  }

  @Test
  void aLinkThatEndedSinceOpensNothing() {
    accounts.unlink(ana, "1010028");
    assertThat(documents.open(reference, ana)).isEmpty();
  }

  @Test
  void anUnknownReferenceOpensNothing() {
    assertThat(documents.open("invoice:ro:", ana)).isEmpty();
    assertThat(documents.open("invoice:NTD4010030", ana)).isEmpty();
    assertThat(documents.open("photo:1", ana)).isEmpty();
  }
}
