package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BillingImportTest {
  private static final List<String> TABLES = List.of("customer", "representative", "consumption_point", "meter",
      "billing_reading", "reading_window", "invoice", "invoice_line", "penalty", "payment");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private BillingImport billing;
  private ExportFolder export;

  @BeforeEach
  void open() throws IOException {
    billing = new BillingImport(Connections.to(fresh.address()), Business.defaults(), clock);
    export = ExportFolder.copyTo(folder);
  }

  private ImportReport load() throws IOException {
    return billing.load(folder, false, ImportProgress.QUIET);
  }

  private String all() {
    return TABLES.stream().map(table -> fresh.database().first(row -> row.getString(0),
        "select coalesce(string_agg(t::text, ' ' order by t::text), '') from " + table + " t").orElseThrow())
        .collect(Collectors.joining("\n"));
  }

  private long count(String table) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  @Test
  void theSampleLoads() throws IOException {
    var report = load();

    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.loaded()).isTrue();
    assertThat(report.files()).contains(new FileResult("customers.csv", 12, 12, 0, 0),
        new FileResult("readings.csv", 210, 210, 0, 0), new FileResult("invoice_lines.csv", 390, 390, 0, 0));
    var invoices = new Invoices(fresh.database());
    assertThat(invoices.asAt()).isEqualTo(clock.instant());
    assertThat(invoices.balance("1010035", Business.defaults().day(clock.instant()))).satisfies(balance -> {
      assertThat(balance.open()).extracting("number").containsExactly("NTD4010043", "NTD4010044", "NTD4010045");
      assertThat(balance.outstanding()).isEqualTo("412.92");
      assertThat(balance.penaltyTotal()).isEqualTo("0.97");
      assertThat(balance.total()).isEqualTo("413.89");
      assertThat(balance.overdue()).isEqualTo("247.75");
    });
  }

  @Test
  void loadedTwiceItIsTheSame() throws IOException {
    load();
    var once = all();
    clock.forward(Duration.ofHours(1));
    var again = load();

    assertThat(all()).isEqualTo(once);
    assertThat(again.files()).allSatisfy(file -> assertThat(file.added() + file.changed() + file.removed()).isZero());
    assertThat(new Invoices(fresh.database()).asAt()).isEqualTo(clock.instant());
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    var report = billing.load(folder, true, ImportProgress.QUIET);
    assertThat(report.good()).isTrue();
    assertThat(report.loaded()).isFalse();
    assertThat(report.files()).contains(new FileResult("customers.csv", 12, 12, 0, 0));
    assertThat(count("customer")).isZero();
    assertThat(count("import_run")).isZero();
  }

  @Test
  void oneWrongLineAndNothingChanges() throws IOException {
    load();
    var before = all();
    export.replace("customers.csv", "Rusu Ioana", "Rusu Ioana Maria").line("payments.csv", 9, "P1,x,y");
    var report = load();
    assertThat(report.loaded()).isFalse();
    assertThat(report.errors()).extracting(Problem::toString)
        .containsExactly("payments.csv:9: record: has 3 values, the header has 8");
    assertThat(all()).isEqualTo(before);
    assertThat(count("import_run")).isEqualTo(1);
  }

  @Test
  void aFileThatIsNotThereMeansNoChange() throws IOException {
    load();
    var before = all();
    for (var file : List.of("customers.csv", "meters.csv", "invoices.csv", "penalties.csv")) {
      export.delete(file);
    }
    assertThat(load().errors()).as("the rest refers to what the database has").isEmpty();
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void changedRowsAreChangedAndOthersLeftAlone() throws IOException {
    load();
    export.replace("invoices.csv", "10.67,107.69,107.69", "10.67,107.69,7.69");
    assertThat(load().files()).contains(new FileResult("invoices.csv", 210, 0, 2, 0));
  }

  @Test
  void penaltiesThatAreGoneAreGone() throws IOException {
    load();
    export.line("penalties.csv", 2, "1010035,NTD4010043,1.20,2026-11-23");
    assertThat(load().files()).contains(new FileResult("penalties.csv", 2, 1, 0, 1));
    assertThat(count("penalty")).isEqualTo(2);
  }

  @Test
  void linesOfAnInvoiceAreReplacedTogether() throws IOException {
    load();
    export.write("invoice_lines.csv", """
        invoice_number,position,tariff_line,description,quantity,unit,unit_price,net,vat_rate
        NTD4010016,1,drinking_water,Apă potabilă,7,MTQ,18.60,130.20,0.11
        """);
    assertThat(load().files()).contains(new FileResult("invoice_lines.csv", 1, 0, 1, 1));
    assertThat(count("invoice_line")).isEqualTo(389);
  }

  @Test
  void anotherHolderEndsTheLinksAndACorrectedNameDoesNot() throws IOException {
    load();
    var chat = UUID.randomUUID();
    new Billing(fresh.database()).link(chat, "1010021").link(chat, "1010035");
    fresh.database().run("""
        insert into delegation (id, idempotency_key, client_code, granted_by, name, code_hash, created_at, code_expires_at)
        select gen_random_uuid(), code, code, $1, 'Maria', sha256(code::bytea), now(), now()
        from unnest(array['1010021', '1010035']) code""", chat);
    export.replace("customers.csv", "Rusu Ioana", "Popa Dan").replace("customers.csv", "Ciobanu Țuțu",
        "CIOBANU TUTU Ana");
    load();
    assertThat(fresh.database().list(row -> row.getString(0),
        "select client_code from account_link where ended_at is not null")).containsExactly("1010021");
    assertThat(fresh.database().list(row -> row.getString(0),
        "select client_code from delegation where ended_at is not null")).containsExactly("1010021");
  }

  /** The names slipped by a row: everybody would have to link again, and nobody could give the links back. */
  @Test
  void anExportThatTakesManyTheirLinksIsNotBelieved() throws IOException {
    people(0);
    load();
    fresh.database().run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since)
        select client_code, gen_random_uuid(), client_code, 'holder', '2026-10-01' from customer""");
    people(1);
    assertThat(load().errors()).extracting(Problem::toString).singleElement().asString().startsWith(
        "customers.csv:1: name: 100 of 112 accounts that are linked to a chat have another holder");
    assertThat(count("account_link where ended_at is null")).isEqualTo(112);
    var asked = billing.whereHoldersChange().load(folder, false, ImportProgress.QUIET);
    assertThat(asked.loaded()).isTrue();
    assertThat(count("account_link where ended_at is null")).isEqualTo(12);
  }

  private void people(int slip) throws IOException {
    var rows = IntStream.range(0, 100).mapToObj(i -> (2000000 + i) + "," + name(i + slip) + ",household,,,,ro\n")
        .collect(Collectors.joining());
    export.write("customers.csv", Files.readString(ExportFolder.SAMPLE.resolve("customers.csv")) + rows);
  }

  private static String name(int number) {
    return "" + (char) ('A' + number / 10) + (char) ('a' + number % 10) + "escu";
  }

  @Test
  void aReadersValueOverridesWhatTheCustomerSent() throws IOException {
    load();
    fresh.database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          window_opens_on, window_closes_on, index, status, submitted_at)
        values ('k', 'A1B2', gen_random_uuid(), 'sms', '1010021', '22A936710', '2026-11-20', '2026-11-26', 1900,
          'accepted', now())""");
    export.add("readings.csv", "22A936710,2026-11-24,1905,read");
    assertThat(load().loaded()).isTrue();
    assertThat(fresh.database().list(row -> row.getString(0) + " " + row.getString(1),
        "select status, note from submitted_reading")).containsExactly("corrected read_by_reader");
  }

  @Test
  void billingsOwnDocumentsAreKeptAsTheyAre() throws IOException {
    export.write("pdf/NTD4010001.pdf", "%PDF-1.7 one").write("pdf/UNKNOWN.pdf", "%PDF-1.7 two");
    assertThat(load().warnings()).extracting(Problem::toString)
        .containsExactly("pdf/UNKNOWN.pdf:1: file: no invoice has this number; ignored");
    var invoices = new Invoices(fresh.database());
    assertThat(invoices.document("1010021", "NTD4010001")).hasValueSatisfying(
        file -> assertThat(file.piece(0).toString(StandardCharsets.UTF_8)).isEqualTo("%PDF-1.7 one"));
    assertThat(invoices.document("1010028", "NTD4010001")).as("another client's").isEmpty();

    export.write("pdf/NTD4010001.pdf", "%PDF-1.7 new");
    assertThat(load().files()).contains(new FileResult("pdf/", 2, 0, 1, 0));
    export.write("pdf/NTD4010002.pdf", "MZ");
    assertThat(load().errors()).extracting(Problem::toString)
        .containsExactly("pdf/NTD4010002.pdf:1: file: is not a PDF");
  }

  @Test
  void dueAndGraceDatesThatAreLeftOpenFollowTheTerms() throws IOException {
    export.line("invoices.csv", 2,
        "NTD4010001,1010021,,2026-03-31,,,2026-03-01,2026-03-31,97.02,10.67,107.69,0");
    assertThat(load().errors()).isEmpty();
    assertThat(new Invoices(fresh.database()).byNumber("1010021", "ntd 4010001"))
        .hasValueSatisfying(invoice -> {
          assertThat(invoice.dueOn()).isEqualTo("2026-04-15");
          assertThat(invoice.graceUntil()).isEqualTo("2026-05-15");
          assertThat(invoice.pointId()).isNull();
        });
  }

  @Test
  void oneImportAtATime() throws Exception {
    try (var other = TestDatabase.connect(fresh.address()); var statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtextextended('billing import', 0))");
      assertThatThrownBy(this::load).isInstanceOf(IOException.class)
          .hasMessageStartingWith("Another import is running");
      statement.execute("select pg_advisory_unlock_all()");
    }
    assertThat(load().loaded()).isTrue();
  }

  @Test
  void aFolderWithoutAnExportIsSaidToBe(@TempDir Path empty) {
    assertThatThrownBy(() -> billing.load(empty, false, ImportProgress.QUIET)).isInstanceOf(IOException.class)
        .hasMessageContaining("holds none of the files of an export");
    assertThatThrownBy(() -> billing.load(empty.resolve("no"), false, ImportProgress.QUIET))
        .isInstanceOf(IOException.class).hasMessageContaining("is not a folder");
  }

  @Test
  void progressGoesFromNothingToAll() throws IOException {
    var seen = new ArrayList<String>();
    billing.load(folder, false, (doing, rows, done, total) -> {
      assertThat(done).isLessThanOrEqualTo(total);
      seen.add(doing + " " + rows);
    });
    assertThat(seen).startsWith("customers.csv 12").contains("checks 1050");
  }
}
