package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "demo", "serve", "staff", "staff add", "talk", "check", "understand",
      "understand evaluate", "understand benchmark"})
  void everyCommandHasHelp(String command) {
    var called = Called.bot(Map.of(), (command + " --help").strip().split(" "));
    assertThat(called.exit()).isZero();
    assertThat(called.out()).startsWith(("Usage: bot " + command).strip()).contains("--verbose");
    assertThat(called.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dmo", "serve now", "serve --fast", "staff", "staff add", "staff add Ana",
      "staff add Ana --role king", "talk --channel fax", "talk --as 12", "demo --port x", "demo --port 70000",
      "quarantine drop abc", "../../etc/passwd",
      "understand this",
      "understand evaluate", "understand benchmark", "understand benchmark --train x"})
  void wrongUseIsOneLineAndExit2(String line) {
    var called = Called.bot(Map.of(), line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).startsWith("bot: ").endsWith("--help" + System.lineSeparator()).hasLineCount(1);
    assertThat(called.out()).isEmpty();
  }

  @Test
  void anUnknownCommandSuggestsTheNearest() {
    assertThat(Called.bot(Map.of(), "srve").err()).contains("Unknown command 'srve': did you mean 'serve'?");
    assertThat(Called.bot(Map.of(), "serve", "--verbos").err()).contains("did you mean '--verbose'?");
  }

  @Test
  void aWrongSettingIsOneLineAndExit2() {
    var called = Called.bot(Map.of("HTTP_PORT", "eighty"), "serve");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).isEqualToIgnoringNewLines(
        "bot: HTTP_PORT is 'eighty': write a whole number from 1 to 65535");
  }

  @Test
  void aDatabaseThatIsDownIsOneLineAndExit1() throws IOException {
    var called = Called.bot(onAFreePort("postgresql://bot:hunter2@127.0.0.1:9/bot", Map.of()), "serve");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err().lines().filter(l -> l.startsWith("bot: "))).containsExactly(
        "bot: The database at 127.0.0.1:9 does not answer: start it, or correct DATABASE_URL");
    assertThat(called.err()).doesNotContain("hunter2", "\tat ");
  }

  @Test
  void aWrongPasswordIsSaidAsSuch() {
    var address = TestDatabase.fresh(List.of()).replaceFirst("//bot:[^@]+@", "//bot:hunter2@");
    var called = Called.bot(Map.of("DATABASE_URL", address), "staff", "add", "Ana", "--role", "viewer");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err()).contains("refuses the user or password").doesNotContain("hunter2");
  }

  @Test
  void aStaffAccountIsMadeAndItsLinkPrintedOnce() {
    var environment = Map.of("DATABASE_URL", TestDatabase.fresh(Store.TABLES), "PUBLIC_URL", "https://bot.example.ro");
    var called = Called.bot(environment, "staff", "add", "Ioana Țurcanu", "--role", "Dispatcher");
    assertThat(called.err()).isEmpty();
    assertThat(called.out()).matches("https://bot\\.example\\.ro/console/sign-in/[A-Za-z0-9_-]{43}\\R");
    var other = Called.bot(environment, "staff", "add", "Ioana Țurcanu", "--role", "admin");
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("has an account with another role").hasLineCount(1);
  }

  @Test
  void checkShowsSettingsMaskedAndWhatWouldFail() throws IOException {
    var fine = Called.bot(onAFreePort(TestDatabase.fresh(Store.TABLES), Map.of("BUSINESS_NAME", "Apă Bună")), "check");
    assertThat(fine.exit()).isZero();
    assertThat(fine.out()).contains("Apă Bună", "postgresql://bot:****@127.0.0.1", "Everything is as it should be");
    var wrong = Called.bot(Map.of("HTTP_PORT", "x", "SMTP_FROM", "a@b.ro"), "check");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).contains("WRONG  HTTP_PORT is 'x'", "WRONG  E-mail needs SMTP_URL too", "2 to put right");
  }

  @Test
  void checkSaysOfANewDatabaseThatItIsEmptyAndThatNobodyCanWrite() throws IOException {
    var address = TestDatabase.fresh(List.of());
    var called = Called.bot(onAFreePort(address, Map.of()), "check");
    assertThat(called.out()).contains("The database is empty: the program makes its tables when it is started",
        "No channel is on: nobody can write").doesNotContain("back up");
    TestDatabase.drop(address);
  }

  @Test
  void checkTellsAPortThatAnotherProgramHasFromOneThatOursHas() throws IOException {
    var address = TestDatabase.fresh(Store.TABLES);
    try (var other = new ServerSocket(0)) {
      var taken = Called.bot(Map.of("DATABASE_URL", address, "HTTP_PORT", "" + other.getLocalPort()), "check");
      assertThat(taken.exit()).isEqualTo(1);
      assertThat(taken.out()).contains("WRONG  HTTP_PORT: ", "free the port or set HTTP_PORT and HTTP_HOST");
    }
    var running = new RunningAssistant();
    running.start();
    try {
      var ours = Called.bot(Map.of("DATABASE_URL", address, "HTTP_PORT", "" + running.assistant().port()), "check");
      assertThat(ours.exit()).isZero();
      assertThat(ours.out()).contains("The program is running: it answers on port " + running.assistant().port());
    } finally {
      running.stop();
      TestDatabase.drop(address);
    }
  }

  @ParameterizedTest
  @CsvSource({"quarantine list,No message is put aside", "channels list,No channel was ever on",
      "token list,There is no token", "reseal --status,Nothing is sealed: no key of TRANSCRIPT_KEYS was ever in use"})
  void anEmptyListSaysThatItIsEmpty(String line, String said) {
    var address = TestDatabase.fresh(Store.TABLES);
    assertThat(Called.bot(Map.of("DATABASE_URL", address), line.split(" ")).out()).isEqualToIgnoringNewLines(said);
    TestDatabase.drop(address);
  }

  @Test
  void checkChangesNoTablesAndTellsWhatIsPending() throws IOException {
    var address = TestDatabase.fresh(List.of(Migrations.CORE));
    var called = Called.bot(onAFreePort(address, Map.of()), "check");
    assertThat(called.exit()).isZero();
    assertThat(called.out()).contains(" changes of the tables pending (2.", "back up, then start the program",
        "The clocks of this machine and of the database differ by 0.");
    assertThat(Migrations.pending(address, Store.TABLES)).isNotEmpty();
    TestDatabase.drop(address);
  }

  @Test
  void checkReadsTheCertificateOfAPublicAddressWithTlsOnly() throws IOException {
    var address = TestDatabase.fresh(Store.TABLES);
    var tls = Called.bot(onAFreePort(address, Map.of("PUBLIC_URL", "https://127.0.0.1:9")), "check");
    assertThat(tls.exit()).isEqualTo(1);
    assertThat(tls.out()).contains("WRONG  PUBLIC_URL: no certificate could be read from https://127.0.0.1:9");
    var plain = Called.bot(onAFreePort(address, Map.of("PUBLIC_URL", "http://127.0.0.1:9")), "check");
    assertThat(plain.exit()).isZero();
    assertThat(plain.out()).doesNotContain("certificate");
    TestDatabase.drop(address);
  }

  private static Map<String, String> onAFreePort(String database, Map<String, String> more) throws IOException {
    var environment = new HashMap<>(more);
    environment.put("DATABASE_URL", database);
    environment.put("HTTP_PORT", "" + RunningAssistant.freePort());
    return environment;
  }

  @Test
  void checkExplainsEverySetting() {
    var called = Called.bot(Map.of(), "check", "--settings");
    assertThat(called.exit()).isZero();
    assertThat(called.out()).hasLineCount(SettingTable.ALL.size()).contains("HTTP_PORT", "(8080)");
  }
}
