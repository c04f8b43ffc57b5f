package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that end with a whole row, and not where they should. */
class CutOffExportTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private BillingImport billing;
  private ExportFolder export;

  @BeforeEach
  void open() throws IOException {
    billing = new BillingImport(Connections.to(fresh.address()), Business.defaults(), new Hand("2026-11-22T10:00:00Z"));
    export = ExportFolder.copyTo(folder);
  }

  private ImportReport load() throws IOException {
    return billing.load(folder, false, ImportProgress.QUIET);
  }

  private long penalties() {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from penalty").orElseThrow();
  }

  /** The disk was full, or the copy still under way: nothing else shows it. */
  @Test
  void anExportThatWasCutOffIsNotBelievedWhereItWouldTakeThingsAway() throws IOException {
    penalties(100);
    load();
    penalties(49);
    assertThat(load().errors()).extracting(Problem::toString).singleElement().asString()
        .startsWith("penalties.csv:1: file: has 49 rows where 100 are known");
    assertThat(penalties()).isEqualTo(100);
    penalties(50);
    assertThat(load().loaded()).as("half of them were paid").isTrue();
    penalties(0);
    assertThat(load().loaded()).isFalse();
    assertThat(billing.withFewerRows().load(folder, false, ImportProgress.QUIET).loaded()).isTrue();
    assertThat(penalties()).isZero();
  }

  private void penalties(int rows) throws IOException {
    export.write("penalties.csv", "client_code,invoice_number,amount,computed_on\n" + IntStream.range(0, rows)
        .mapToObj(i -> "1010035,,1.00," + LocalDate.of(2026, 1, 1).plusDays(i) + "\n")
        .collect(Collectors.joining()));
  }

  @Test
  void aFileThatHasSuddenlyFewRowsIsLoadedWithAWarning() throws IOException {
    load();
    var lines = Files.readAllLines(folder.resolve("invoices.csv"));
    export.write("invoices.csv", String.join("\n", lines.subList(0, 100)) + "\n");
    assertThat(load().warnings()).extracting(Problem::toString).containsExactly(
        "invoices.csv:1: file: has 99 rows, the one before had 210: if it was cut off, load the whole once more");
    assertThat(load().warnings()).as("an export that holds what is new has always few").isEmpty();
  }
}
