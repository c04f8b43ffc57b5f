package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files billing was promised, column by column: one that is renamed would only be passed over with a warning. */
class ExportFilesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({"customers.csv, client_code name type tax_id phone email language",
      "representatives.csv, client_code name role phone email valid_from valid_to",
      "consumption_points.csv, point_id client_code locality siruta district street number block entrance apartment zone",
      "meters.csv, serial point_id digits installed_on removed_on initial_index verified_until remote",
      "readings.csv, meter_serial read_on index source", "reading_windows.csv, zone opens_on closes_on",
      "invoices.csv, invoice_number client_code point_id issued_on due_on grace_until period_from period_to net vat total outstanding",
      "invoice_lines.csv, invoice_number position tariff_line description quantity unit unit_price net vat_rate",
      "penalties.csv, client_code invoice_number amount computed_on",
      "payments.csv, payment_id client_code invoice_number paid_on booked_on amount method status"})
  void aFileHasTheColumnsThatWerePromised(String name, String columns) {
    assertThat(new ExportFiles(Business.defaults()).all()).filteredOn(file -> file.name().equals(name)).singleElement()
        .satisfies(file -> assertThat(file.columnNames()).containsExactlyInAnyOrder(columns.split(" ", -1)));
  }
}
