package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ImportFolderTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private ImportFolder watched;

  @BeforeEach
  void open() {
    watched = another();
  }

  private ImportFolder another() {
    var connections = Connections.to(fresh.address());
    return new ImportFolder(folder, new BillingImport(connections, Business.defaults(), clock), connections, clock,
        Duration.ofSeconds(30));
  }

  private ExportFolder export(String name) throws IOException {
    return ExportFolder.copyTo(Files.createDirectories(folder.resolve(name)));
  }

  private List<String> in(String name) throws IOException {
    if (!Files.isDirectory(folder.resolve(name))) {
      return List.of();
    }
    try (var found = Files.list(folder.resolve(name))) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private long customers() {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from customer").orElseThrow();
  }

  @Test
  void aMarkedExportIsLoadedAtOnceAndPutAside() throws IOException {
    export("monday").write("COMPLETE", "");
    watched.round();
    assertThat(customers()).isEqualTo(12);
    assertThat(in("done")).containsExactly("monday-2026-11-22T10.00.00Z");
    assertThat(Files.readString(folder.resolve("done/monday-2026-11-22T10.00.00Z/report.txt"))).startsWith("Loaded\n")
        .contains("customers.csv: 12 rows, 12 new, 0 changed, 0 removed");
    assertThat(Files.exists(folder.resolve("monday"))).isFalse();
  }

  @Test
  void anExportWithoutAMarkIsLoadedWhenNothingInItChangesAnyMore() throws IOException {
    var export = export("tuesday");
    watched.round();
    clock.forward(Duration.ofSeconds(29));
    export.add("penalties.csv", "1010070,NTD4010118,3.17,2026-11-21");
    watched.round();
    clock.forward(Duration.ofSeconds(29));
    watched.round();
    assertThat(customers()).as("it was still being written").isZero();
    clock.forward(Duration.ofSeconds(1));
    watched.round();
    assertThat(customers()).isEqualTo(12);
  }

  @Test
  void wrongDataChangesNothingAndIsToldOnce() throws IOException {
    export("wednesday").line("payments.csv", 9, "P1,x,y").write("COMPLETE", "");
    watched.round();
    watched.round();
    assertThat(customers()).isZero();
    assertThat(in("failed")).hasSize(1);
    assertThat(Files.readString(folder.resolve("failed").resolve(in("failed").getFirst()).resolve("report.txt")))
        .startsWith("payments.csv:9: record: has 3 values, the header has 8\n").contains("nothing was changed");
  }

  @Test
  void whatTheDatabaseRefusesFailsAndTheNextExportIsLoaded() throws IOException {
    fresh.database().run("alter table customer add constraint nobody check (false)");
    export("a-refused").write("COMPLETE", "");
    watched.round();
    assertThat(in("failed")).hasSize(1);
    assertThat(Files.readString(folder.resolve("failed").resolve(in("failed").getFirst()).resolve("report.txt")))
        .contains("nobody");
    fresh.database().run("alter table customer drop constraint nobody");
    export("b-good").write("COMPLETE", "");
    watched.round();
    assertThat(in("done")).hasSize(1);
  }

  @Test
  void whileTheConnectionIsLostAnExportWaits() throws IOException {
    fresh.database().run("""
        create function lost() returns trigger language plpgsql as
        $$ begin raise exception 'lost' using errcode = '08006'; end $$""");
    fresh.database().run("create trigger lost before insert on customer execute function lost()");
    export("a-lost").write("COMPLETE", "");
    assertThatThrownBy(watched::round).isInstanceOf(StoreException.class);
    assertThat(in("working")).containsExactly("a-lost");
    fresh.database().run("drop trigger lost on customer");
    watched.round();
    assertThat(in("done")).hasSize(1);
  }

  @Test
  void aFolderWithoutAnExportFails() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("empty/COMPLETE"), "");
    watched.round();
    assertThat(in("failed")).hasSize(1);
  }

  @Test
  void oneNodeWorksAtATimeAndTakesUpWhatADeadOneLeft() throws Exception {
    export("working/thursday");
    try (var other = TestDatabase.connect(fresh.address()); var statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtextextended('import folder', 0))");
      watched.round();
      assertThat(customers()).isZero();
      statement.execute("select pg_advisory_unlock_all()");
    }
    another().round();
    assertThat(customers()).isEqualTo(12);
    assertThat(in("done")).hasSize(1);
  }

  @Test
  void anExportWaitsForAnImportThatIsRunning() throws Exception {
    export("friday").write("COMPLETE", "");
    try (var other = TestDatabase.connect(fresh.address()); var statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtextextended('billing import', 0))");
      watched.round();
      assertThat(in("working")).containsExactly("friday");
      statement.execute("select pg_advisory_unlock_all()");
    }
    watched.round();
    assertThat(in("done")).hasSize(1);
  }

  /** Else the older would be loaded after the newer, and what was paid in between be owed again. */
  @Test
  void whileOneWaitsForAnotherImportNoneIsLoadedBeforeIt() throws Exception {
    export("a-older").replace("penalties.csv", ",0.97,", ",0.95,").write("COMPLETE", "");
    export("b-newer").write("COMPLETE", "");
    try (var other = TestDatabase.connect(fresh.address()); var statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtextextended('billing import', 0))");
      watched.round();
      statement.execute("select pg_advisory_unlock_all()");
      assertThat(in("working")).containsExactly("a-older");
    }
    watched.round();
    assertThat(in("done")).hasSize(2);
    assertThat(fresh.database().first(row -> row.getString(0),
        "select amount::text from penalty where client_code = '1010035'")).contains("0.97");
  }

  @Test
  void ofSeveralThatWaitTheOldestIsLoadedFirst() throws Exception {
    touched(export("export-10").write("COMPLETE", ""), "2026-11-22T03:00:00Z");
    touched(export("export-9").replace("penalties.csv", ",0.97,", ",0.95,").write("COMPLETE", ""),
        "2026-11-21T03:00:00Z");
    watched.round();
    assertThat(in("done")).hasSize(2);
    assertThat(fresh.database().first(row -> row.getString(0),
        "select amount::text from penalty where client_code = '1010035'")).contains("0.97");
  }

  private static void touched(ExportFolder export, String at) throws IOException {
    try (var files = Files.walk(export.path())) {
      for (var file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(at)));
      }
    }
  }

  @Test
  void anExportThatCannotBeTakenHoldsUpNoOther() throws IOException {
    export("a-stuck").write("COMPLETE", "");
    Files.createDirectories(folder.resolve("working"));
    Files.writeString(folder.resolve("working/a-stuck"), "a file where its folder should go");
    export("b-good").write("COMPLETE", "");
    watched.round();
    assertThat(in("done")).hasSize(1);
    assertThat(folder.resolve("a-stuck")).isDirectory();
  }

  @Test
  void aLinkInAnExportIsNeitherReadNorWritten(@TempDir Path elsewhere) throws IOException {
    var secret = Files.writeString(elsewhere.resolve("token"), "geheim\n");
    var export = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(export.resolve("customers.csv"), secret);
    Files.createSymbolicLink(export.resolve("report.txt"), secret);
    Files.writeString(export.resolve("COMPLETE"), "");
    watched.round();
    assertThat(secret).hasContent("geheim\n");
    assertThat(Files.readString(folder.resolve("failed").resolve(in("failed").getFirst()).resolve("report.txt")))
        .contains(" is a link, a pipe or the like").doesNotContain("geheim");
  }

  @Test
  void aLinkToAnotherFolderIsNoExport(@TempDir Path elsewhere) throws IOException {
    ExportFolder.copyTo(elsewhere).write("COMPLETE", "");
    Files.createSymbolicLink(folder.resolve("monday"), elsewhere);
    watched.round();
    assertThat(customers()).isZero();
    assertThat(elsewhere.resolve("report.txt")).doesNotExist();
  }

  /** Reading one would wait for a writer for ever, in the middle of the transaction. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeAmongTheDocumentsIsRefusedAndTheNextExportIsLoaded() throws IOException, InterruptedException {
    export("a-pipe").write("COMPLETE", "");
    var pipe = Files.createDirectories(folder.resolve("a-pipe/pdf")).resolve("NTD4010118.pdf");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    export("b-good").write("COMPLETE", "");
    watched.round();
    assertThat(in("failed")).hasSize(1);
    assertThat(in("done")).hasSize(1);
  }

  @Test
  void aReportThatCannotBeWrittenHoldsUpNoOtherExport() throws IOException {
    export("a-odd").write("COMPLETE", "");
    Files.createDirectories(folder.resolve("a-odd/report.txt/in the way"));
    export("b-good").write("COMPLETE", "");
    watched.round();
    assertThat(in("done")).hasSize(2);
  }
}
