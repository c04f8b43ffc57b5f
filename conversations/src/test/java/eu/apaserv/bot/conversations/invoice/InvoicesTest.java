package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ExportFolder;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.payment.Payments;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InvoicesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private Invoices invoices;

  @BeforeEach
  void open() throws IOException {
    new BillingImport(Connections.to(fresh.address()), Business.defaults(), new Hand("2026-11-22T10:00:00Z"))
        .load(ExportFolder.SAMPLE, false, ImportProgress.QUIET);
    invoices = new Invoices(fresh.database());
  }

  @Test
  void theBalanceIsOpenInvoicesAndPenalties() {
    var balance = invoices.balance("1010070", TODAY);
    assertThat(balance.open()).extracting(Invoice::number).containsExactly("NTD4010118", "NTD4010119", "NTD4010120");
    assertThat(balance.open()).extracting(invoice -> invoice.overdue(TODAY)).containsExactly(true, true, false);
    assertThat(balance.open()).extracting(invoice -> invoice.inDefault(TODAY)).containsExactly(true, false, false);
    assertThat(balance.total()).isEqualTo("746.43");
    assertThat(balance.inProgress()).isEmpty();
  }

  @Test
  void nothingIsOwedByWhoIsNotThere() {
    var balance = invoices.balance("9999999", TODAY);
    assertThat(balance.total()).isEqualTo("0.00");
    assertThat(balance.open()).isEmpty();
  }

  @Test
  void paymentsThatAreNotBookedAreInProgress() {
    fresh.database().run("""
        insert into payment values ('P1', '1010021', 'NTD4010015', '2026-11-21', null, 107.69, 'card', 'confirmed')
        on conflict do nothing""");
    var balance = invoices.balance("1010021", TODAY);
    assertThat(balance.inProgressTotal()).isEqualTo("107.69");
    assertThat(balance.total()).as("until billing books it").isEqualTo("107.69");
    assertThat(new Payments(fresh.database()).recent("1010021", 2)).extracting("paymentId").contains("P1");
  }

  /** An import that ends between two of them would show a debt that is paid, and no payment. */
  @Test
  void allOfABalanceIsReadAsOfOneMoment() {
    fresh.database().run("""
        insert into payment values ('P2', '1010070', 'NTD4010120', '2026-11-20', null, 7.50, 'card', 'confirmed'),
          ('P3', '1010070', null, '2026-11-19', '2026-11-20', 0.10, 'cash', 'pending') on conflict do nothing""");
    long before = fresh.database().statements();
    var balance = invoices.balance("1010070", TODAY);
    assertThat(fresh.database().statements() - before).isEqualTo(1);
    assertThat(balance.penalties()).isEqualTo(invoices.penalties("1010070")).isNotEmpty();
    assertThat(balance.inProgress()).isEqualTo(new Payments(fresh.database()).inProgress("1010070")).hasSize(2);
    fresh.database().run("delete from payment where payment_id in ('P2', 'P3')");
  }

  @Test
  void anInvoiceIsFoundByItsNumberHoweverTyped() {
    assertThat(invoices.byNumber("1010021", " ntd-4010001 ")).map(Invoice::number).contains("NTD4010001");
    assertThat(invoices.byNumber("1010028", "NTD4010001")).as("another client's").isEmpty();
    assertThat(invoices.byNumber("1010021", "%")).isEmpty();
    assertThat(invoices.byNumber("1010021", "")).isEmpty();
  }

  @Test
  void anInvoiceIsFoundByItsBilledMonth() {
    assertThat(invoices.byMonth("1010021", null, 8)).extracting(Invoice::number).containsExactly("NTD4010013");
    assertThat(invoices.byMonth("1010021", 2025, 8)).extracting(Invoice::number).containsExactly("NTD4010001");
    assertThat(invoices.byMonth("1010021", 2026, 11)).as("issued in it").extracting(Invoice::number)
        .containsExactly("NTD4010015");
    assertThat(invoices.byMonth("1010021", 2019, 8)).isEmpty();
    assertThat(invoices.byMonth("1010077", null, 10)).as("three places").hasSize(3);
  }

  @Test
  void theLatestComeFirst() {
    assertThat(invoices.recent("1010021", 2)).extracting(Invoice::number).containsExactly("NTD4010015", "NTD4010014");
    assertThat(invoices.latest("1010021")).map(Invoice::number).contains("NTD4010015");
    assertThat(invoices.latest("9999999")).isEmpty();
  }

  @Test
  void linesAddUpByVatRate() {
    var lines = invoices.lines("1010028", "NTD4010016");
    assertThat(lines).hasSize(2);
    assertThat(InvoiceLine.vatGroups(lines)).containsExactly(
        new InvoiceLine.VatGroup(new BigDecimal("0.11"), new BigDecimal("130.20"), new BigDecimal("14.32")));
    assertThat(invoices.lines("1010021", "NTD4010016")).isEmpty();
  }
}
