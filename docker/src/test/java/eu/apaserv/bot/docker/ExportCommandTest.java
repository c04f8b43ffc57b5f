package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings handed to billing by a job that runs again and again. */
class ExportCommandTest {
  private final String address = TestDatabase.fresh(Store.TABLES);

  @TempDir
  Path folder;

  @AfterEach
  void drop() {
    TestDatabase.drop(address);
  }

  private void submit(String reference) {
    var vertx = Vertx.vertx();
    try (var database = Database.connect(vertx, address, 1)) {
      database.run("""
          insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, index, status,
            submitted_at) values ($1, $1, gen_random_uuid(), 'sms', '1000021', 1900, 'to_check', '2026-11-20')""",
          reference);
    } finally {
      Database.await(vertx.close());
    }
  }

  private Called export() {
    return Called.bot(Map.of("DATABASE_URL", address), "export", "readings", "--cursor", last().toString());
  }

  private Path last() {
    return folder.resolve("last.txt");
  }

  private static List<String> references(Called called) {
    return called.out().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
  }

  @Test
  void eachReadingComesOnceHoweverOftenTheJobRuns() {
    submit("A");
    submit("B");
    assertThat(references(export())).containsExactly("A", "B");
    assertThat(references(export())).isEmpty();
    submit("C");
    assertThat(references(export())).containsExactly("C");
  }

  @Test
  void whatCouldNotBeWrittenOutComesAgain() {
    submit("A");
    var full = new PrintStream(new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw new IOException("No space left on device");
      }
    });
    var terminal = new Terminal(Map.of("DATABASE_URL", address), InputStream.nullInputStream(), full, full, false);
    assertThat(Main.run(terminal, "export", "readings", "--cursor", last().toString())).isEqualTo(1);
    assertThat(references(export())).containsExactly("A");
  }

  @Test
  void aFileOfSomethingElseIsNotWrittenOver() throws IOException {
    Files.writeString(last(), "R-1,1000021\n");
    assertThat(export()).isEqualTo(new Called(1, "", "bot: " + last()
        + " does not hold what an export has written there: a number and nothing else\n"));
    assertThat(last()).hasContent("R-1,1000021");
  }
}
