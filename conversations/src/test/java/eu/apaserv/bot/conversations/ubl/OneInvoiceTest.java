package eu.apaserv.bot.conversations.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.AccountSnapshot;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ExportFolder;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.importing.ImportReport;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invoice that the export, billing's API and its document write each in another way is owed once. */
class OneInvoiceTest extends UblScene {
  private static final Hand CLOCK = new Hand("2025-11-22T10:00:00Z");

  @TempDir
  Path directory;

  private ExportFolder export;

  @BeforeEach
  void empty() throws IOException {
    export = new ExportFolder(directory)
        .write("customers.csv", "client_code,name,type\n1000021,Ionescu Andrei,household\n");
    with("1.xml", WATER);
  }

  private ImportReport imported() throws IOException {
    return new BillingImport(Connections.to(fresh.address()), Business.defaults(), CLOCK).load(directory, false,
        ImportProgress.QUIET);
  }

  private void invoices(String number, String outstanding) throws IOException {
    export.write("invoices.csv", "invoice_number,client_code,issued_on,net,vat,total,outstanding\n" + number
        + ",1000021,2025-11-05,93.00,10.23,103.23," + outstanding + "\n");
  }

  private List<String> owed() {
    return fresh.database().list(row -> row.getString(0),
        "select invoice_number || ' ' || outstanding from invoice order by 1");
  }

  private List<String> news() {
    return fresh.database().list(row -> row.getString(0), "select kind || ' ' || subject from billing_event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NTD1000021", "NTD-1000021", "ntd 1000021", "NTD 1000021"})
  void theDocumentFirstAndThenTheExport(String number) throws IOException {
    loadFolder();
    invoices(number, "53.23");
    export.write("invoice_lines.csv",
        "invoice_number,position,tariff_line,description,quantity,unit,unit_price,net,vat_rate\n" + number
            + ",1,drinking_water,Apă,10,MTQ,9.3,93.00,0.11\n")
        .write("penalties.csv", "client_code,invoice_number,amount,computed_on\n1000021," + number
            + ",1.00,2025-11-21\n")
        .write("payments.csv", "payment_id,client_code,invoice_number,paid_on,amount,method,status\nP1,1000021,"
            + number + ",2025-11-10,50.00,card,booked\n")
        .write("pdf/" + number + ".pdf", "%PDF-1.7 own");
    for (int i = 0; i < 2; i++) {
      var report = imported();
      assertThat(report.errors()).isEmpty();
      assertThat(report.warnings()).isEmpty();
      assertThat(owed()).containsExactly("NTD 1000021 53.23");
    }
    assertThat(count("invoice_line")).isEqualTo(1);
    assertThat(fresh.database().list(row -> row.getString(0), """
        select invoice_number from payment union all select invoice_number from penalty
        union all select invoice_number from invoice_document"""))
        .containsExactly("NTD 1000021", "NTD 1000021", "NTD 1000021");
    assertThat(news()).containsExactly("invoice_issued NTD 1000021", "payment_booked P1");
    assertThat(loadFolder().unchanged()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NTD1000021", "NTD-1000021", "ntd 1000021", "NTD 1000021"})
  void theExportFirstAndThenTheDocument(String number) throws IOException {
    invoices(number, "53.23");
    imported();
    assertThat(loadFolder().changed()).isEqualTo(1);
    assertThat(owed()).containsExactly(number + " 53.23");
    imported();
    assertThat(owed()).containsExactly(number + " 53.23");
    assertThat(news()).containsExactly("invoice_issued " + number);
  }

  @Test
  void theDocumentFirstAndThenBillingsApi() throws Exception {
    loadFolder();
    var snapshot = AccountSnapshot.read(new JsonObject("""
        {"customers": [{"client_code": "1000021", "name": "Ionescu Andrei", "type": "household"}],
         "invoices": [{"invoice_number": "NTD1000021", "client_code": "1000021", "issued_on": "2025-11-05", "net": 93,
           "vat": 10.23, "total": 103.23, "outstanding": 53.23}],
         "invoice_lines": [{"invoice_number": "NTD1000021", "position": 1, "tariff_line": "drinking_water",
           "description": "Apă", "quantity": 10, "unit": "MTQ", "unit_price": 9.3, "net": 93, "vat_rate": 0.11}],
         "payments": [{"payment_id": "P1", "client_code": "1000021", "invoice_number": "NTD1000021",
           "paid_on": "2025-11-10", "amount": 50, "method": "card", "status": "booked"}]}"""), "1000021",
        Business.defaults());
    fresh.database().transaction(open -> snapshot.store(open, CLOCK.instant()).map(true));
    assertThat(owed()).containsExactly("NTD 1000021 53.23");
    assertThat(count("invoice_line")).isEqualTo(1);
    assertThat(fresh.database().list(row -> row.getString(0), "select invoice_number from payment"))
        .containsExactly("NTD 1000021");
  }

  /** 1/11 and 11/1 differ in nothing but where the stroke is. */
  @Test
  void twoInvoicesThatAreWrittenAlikeStayTwo() throws IOException {
    with("1.xml", WATER.replace("NTD 1000021", "NTD 1/11"));
    loadFolder();
    export.write("invoices.csv", """
        invoice_number,client_code,issued_on,net,vat,total,outstanding
        NTD 1/11,1000021,2025-11-05,93.00,10.23,103.23,0
        NTD 11/1,1000021,2025-11-05,93.00,10.23,103.23,103.23
        """);
    assertThat(imported().errors()).isEmpty();
    assertThat(owed()).containsExactly("NTD 1/11 0.00", "NTD 11/1 103.23");
    assertThat(imported().errors()).isEmpty();
    assertThat(owed()).containsExactly("NTD 1/11 0.00", "NTD 11/1 103.23");
  }
}
