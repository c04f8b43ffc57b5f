package eu.apaserv.bot.core.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir
  Path temp;

  @Test
  void whatWasStoredIsThereAfterARestart() throws Exception {
    var folder = temp.resolve("data with space/postgres");
    try (var database = EmbeddedDatabase.open(folder)) {
      execute(database.address(), "CREATE TABLE kept AS SELECT 'Ștefănești' AS word");
      assertThat(query(database.address(), "SHOW fsync")).isEqualTo("on");
      assertThat(query(database.address(), "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database.address(), "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(database.address(), "SHOW server_encoding")).isEqualTo("UTF8");
    }
    try (var database = EmbeddedDatabase.open(folder)) {
      assertThat(query(database.address(), "SELECT lower(word) FROM kept")).isEqualTo("ștefănești");
    }
    assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aKilledProgramLeavesNoServerBehindAndLosesNothing() throws Exception {
    var child = child(temp);
    var server = serverOf(temp);
    if (Files.isReadable(Path.of("/proc/self/environ"))) {
      assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/environ"), ISO_8859_1))
          .as("our settings are not the server's to know").doesNotContain("SECRET_OF_A_CHANNEL");
    }
    child.destroyForcibly().waitFor();
    try (var database = EmbeddedDatabase.open(temp)) {
      assertThat(query(database.address(), "SELECT word FROM kept")).isEqualTo("kept");
      assertThat(serverOf(temp).pid()).isNotEqualTo(server.pid());
    }
  }

  @Test
  void aServerWhoseWatchWasKilledTooIsStoppedByTheNextStart() throws Exception {
    var child = child(temp);
    var server = serverOf(temp);
    for (var watch : child.descendants().filter(p -> p.pid() != server.pid()).toList()) {
      watch.destroyForcibly();
      watch.onExit().get(120, TimeUnit.SECONDS);
    }
    child.destroyForcibly().waitFor();
    assertThat(server.isAlive()).isTrue();
    try (var database = EmbeddedDatabase.open(temp)) {
      assertThat(serverOf(temp).pid()).isNotEqualTo(server.pid());
      assertThat(query(database.address(), "SELECT word FROM kept")).isEqualTo("kept");
    }
  }

  @Test
  void aSecondProgramMayJoinButNotOwnTheFirstsDatabase() throws Exception {
    var child = child(temp);
    assertThatThrownBy(() -> EmbeddedDatabase.open(temp)).isInstanceOf(StartException.class)
        .hasMessageContaining("Another running program uses the database in " + temp).hasMessageNotContaining("\n");
    var server = serverOf(temp);
    assertThat(server.isAlive()).isTrue();
    try (var guest = EmbeddedDatabase.openOrJoin(temp)) {
      assertThat(query(guest.address(), "SELECT word FROM kept")).isEqualTo("kept");
    }
    assertThat(server.isAlive()).isTrue();
    child.destroyForcibly().waitFor();
    EmbeddedDatabase.open(temp).close();
  }

  @Test
  void aSecondOpeningInTheSameProgramIsRefused() {
    try (var first = EmbeddedDatabase.open(temp)) {
      assertThat(first.address()).startsWith("postgresql://bot:");
      assertThatThrownBy(() -> EmbeddedDatabase.open(temp)).isInstanceOf(StartException.class);
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    var address = TestDatabase.fresh(List.of());
    var wrong = address.replaceFirst("//bot:[^@]+@", "//bot:guess@");
    assertThatThrownBy(() -> TestDatabase.connect(wrong).close()).isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void aTemporaryDatabaseLeavesNothingBehind() throws Exception {
    Path folder;
    try (var database = EmbeddedDatabase.temporary()) {
      folder = Path.of(query(database.address(), "SHOW data_directory")).getParent();
      assertThat(folder).isDirectory();
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void aClusterOfAnotherVersionIsNotTouched() throws Exception {
    Files.createDirectories(temp.resolve("cluster"));
    Files.writeString(temp.resolve("cluster/PG_VERSION"), "15\n");
    assertThatThrownBy(() -> EmbeddedDatabase.open(temp)).isInstanceOf(StartException.class)
        .hasMessageContaining("PostgreSQL 15").hasMessageContaining("pg_dump");
  }

  @Test
  void aFileInTheWayIsSaidInOneLine() throws Exception {
    var file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedDatabase.open(file.resolve("postgres"))).isInstanceOf(StartException.class)
        .hasMessageContaining("BOT_DATA_DIR").hasMessageNotContaining("\n");
  }

  private static Process child(Path folder) throws IOException {
    var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-cp",
        System.getProperty("java.class.path"), KilledProgram.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SECRET_OF_A_CHANNEL", "zurgalau");
    var process = builder.start();
    assertThat(new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine())
        .isEqualTo("stored");
    return process;
  }

  private static ProcessHandle serverOf(Path folder) throws IOException {
    var pid = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  static void execute(String address, String sql) throws SQLException {
    try (var connection = TestDatabase.connect(address); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String address, String sql) throws SQLException {
    try (var connection = TestDatabase.connect(address);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
