package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NewsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private ExportFolder export;

  @BeforeEach
  void loadTheSample() throws IOException {
    export = ExportFolder.copyTo(folder);
    load();
    fresh.database().run("delete from billing_event");
  }

  private ImportReport load() throws IOException {
    return new BillingImport(Connections.to(fresh.address()), Business.defaults(), new Hand("2026-11-22T10:00:00Z"))
        .load(folder, false, ImportProgress.QUIET);
  }

  private List<String> events() {
    return fresh.database().list(row -> row.getString(0),
        "select concat_ws(' ', kind, subject, client_code, happened_on) from billing_event order by id");
  }

  @Test
  void theSameExportAgainBringsNoNews() throws IOException {
    load();
    assertThat(events()).isEmpty();
  }

  @Test
  void anInvoiceAPaymentAndAWindowAreNewsOnce() throws IOException {
    export
        .add("invoices.csv",
            "NTD9,1010021,NT701001,2026-11-21,2026-12-06,2027-01-05,2026-10-01,2026-10-31,97.02,10.67,107.69,107.69")
        .add("payments.csv", "P9,1010021,NTD4010001,2026-11-20,2026-11-21,107.69,card,booked")
        .add("reading_windows.csv", "sud,2026-12-20,2026-12-26");
    load();
    load();
    assertThat(events()).containsExactly("invoice_issued NTD9 1010021 2026-11-21",
        "payment_booked P9 1010021 2026-11-21", "window_announced sud 2026-12-20 2026-12-20");
  }

  @Test
  void aPaymentThatWasInProgressIsNewsWhenItIsBooked() throws IOException {
    export.add("payments.csv", "P9,1010021,NTD4010001,2026-11-20,,107.69,card,confirmed");
    load();
    assertThat(events()).isEmpty();
    export.replace("payments.csv", "2026-11-20,,107.69,card,confirmed", "2026-11-20,2026-11-22,107.69,card,booked");
    load();
    assertThat(events()).containsExactly("payment_booked P9 1010021 2026-11-22");
  }

  @Test
  void whatIsLongPastIsHistoryAndWhatIsRefusedIsNoNews() throws IOException {
    export.add("invoices.csv",
        "NTD9,1010021,NT701001,2026-10-01,2026-10-16,2026-11-15,2026-09-01,2026-09-30,97.02,10.67,107.69,107.69");
    load();
    export
        .add("invoices.csv",
            "NTD10,1010021,NT701001,2026-11-21,2026-12-06,2027-01-05,2026-10-01,2026-10-31,97.02,10.67,107.69,107.69")
        .line("payments.csv", 2, "broken");
    assertThat(load().loaded()).isFalse();
    assertThat(events()).isEmpty();
  }
}
