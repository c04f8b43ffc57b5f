package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewsTest {
  private static final String INVOICE = "NTD9,1010021,NT701001,2026-11-21,2026-12-06,2027-01-05,2026-10-01,2026-10-31,"
      + "97.02,10.67,107.69,107.69";
  private static final String PAYMENT = "P9,1010021,NTD4010001,2026-11-20,2026-11-21,107.69,card,booked";

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
        .add("invoices.csv", INVOICE)
        .add("payments.csv", PAYMENT)
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

  /** How some billing systems take a payment back. */
  @ParameterizedTest
  @ValueSource(strings = {"-107.69", "0.00", "-0.01"})
  void aBookingOfNoMoneyIsNoPayment(String amount) throws IOException {
    export.add("payments.csv", "P9,1010021,NTD4010001,2026-11-20,2026-11-21," + amount + ",card,booked");
    assertThat(load().loaded()).isTrue();
    assertThat(events()).isEmpty();
  }

  @Test
  void whatBillingsApiBroughtWhenSomebodyAskedIsNewsToTheOthersOnce() throws IOException, AccountSnapshot.Wrong {
    fresh.database().run("insert into billing_account (client_code, as_at) values ('1010021', now())");
    load(); // what is older has been noted
    int before = events().size();
    var customer = Files.readAllLines(folder.resolve("customers.csv")).get(1);
    var answer = new JsonObject().put("customers", rows("customers", customer))
        .put("invoices", rows("invoices", INVOICE))
        .put("payments", rows("payments", PAYMENT));
    var snapshot = AccountSnapshot.read(answer, "1010021", Business.defaults());
    fresh.database().transaction(open -> snapshot.store(open, Instant.parse("2026-11-22T09:00:00Z")));
    export.add("invoices.csv", INVOICE).add("payments.csv", PAYMENT);
    load();
    load();
    assertThat(events().subList(before, events().size())).containsExactly("invoice_issued NTD9 1010021 2026-11-21",
        "payment_booked P9 1010021 2026-11-21");
  }

  /** A line of an export as billing's API gives it. */
  private JsonArray rows(String file, String line) throws IOException {
    var names = Files.readAllLines(folder.resolve(file + ".csv")).getFirst().split(",", -1);
    var cells = line.split(",", -1);
    var row = new JsonObject();
    for (int i = 0; i < names.length; i++) {
      if (!cells[i].isEmpty()) {
        row.put(names[i], cells[i]);
      }
    }
    return new JsonArray().add(row);
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
