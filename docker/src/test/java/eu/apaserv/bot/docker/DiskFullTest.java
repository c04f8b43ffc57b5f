package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.ServedPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's disk fills up while people write, and somebody makes room. */
class DiskFullTest {
  private static final int PEOPLE = 40;
  private static final Logger LOG = LoggerFactory.getLogger(DiskFullTest.class);
  private static final String SORRY = "NOT CHECKED: a full disk; this user may not mount a small one (root may)";

  @TempDir
  Path folder;

  @RegisterExtension
  final ServedPeople people = new ServedPeople(PEOPLE, this::openDatabase, _ -> closeDatabase());

  private Path disk = Path.of("");
  private @Nullable EmbeddedDatabase postgres;
  private @Nullable Link link;

  /** On a disk that is nearly full already. */
  private String openDatabase() {
    try {
      disk = Files.createTempDirectory("disk");
      Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=128m", "none", disk.toString()), SORRY);
      postgres = EmbeddedDatabase.open(disk.resolve("data"));
      Migrations.apply(postgres().address(), Store.TABLES);
      link = new Link(port());
      return postgres().address().replaceFirst(":\\d+/", ":" + link().port() + "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeDatabase() {
    try {
      link().close();
      postgres().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void giveTheDiskBack() throws IOException {
    assertThat(run("umount", "--lazy", disk.toString())).isTrue();
    Files.delete(disk);
  }

  @Test
  void nothingIsLostDoneTwiceOrPutAsideWhenTheDiskIsFullForAWhile() throws Exception {
    var log = folder.resolve("serve.log");
    var process = people.serve(log, Map.of("DATABASE_SECONDS", "4", "BOT_MESSAGES_PER_MINUTE", "1000"));
    try {
      people.all().forEach(person -> people.say(person, "INDEX 12"));
      await("some have their answer", () -> people.told("12", 1) >= PEOPLE / 4);
      var filler = fill();
      // One cannot tell which of them still find room in pages that are there.
      await("what comes in cannot be kept", () -> {
        people.all().forEach(person -> people.say(person, "program de lucru"));
        return told(log, "could not be kept");
      });
      Files.delete(filler);
      comeBack();
      await("all is answered", () -> people.count("select count(*) from inbox where done_at is null") == 0
          && people.count("select count(*) from outbox where state in ('due', 'sending', 'unknown')") == 0
          && people.told("12", 1) == PEOPLE);
    } finally {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(people.count("select count(*) from inbox where outcome <> 'answered'")).as("put aside").isZero();
    assertThat(people.count("select count(*) from submitted_reading")).isEqualTo(PEOPLE);
    assertThat(people.count("""
        select count(*) from (
          select from outbox group by conversation_id, reply_to, content having count(*) > 1) twice""")).isZero();
  }

  /** Takes all that is left, to the last page. */
  private Path fill() throws IOException {
    var filler = disk.resolve("filler");
    for (int size = 1 << 20; size >= 512; size /= 2) {
      try {
        while (true) {
          Files.write(filler, new byte[size], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left");
      }
    }
    return filler;
  }

  /** A PostgreSQL that could not even write its log has ended itself: the operator starts it again. */
  private void comeBack() {
    try (var _ = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "bot",
        URI.create(postgres().address()).getUserInfo().split(":", 2)[1])) {
      LOG.info("PostgreSQL is still there");
    } catch (SQLException e) {
      postgres().close();
      postgres = EmbeddedDatabase.open(disk.resolve("data"));
      link().leadTo(port());
    }
  }

  private EmbeddedDatabase postgres() {
    return Objects.requireNonNull(postgres);
  }

  private Link link() {
    return Objects.requireNonNull(link);
  }

  private int port() {
    return URI.create(postgres().address()).getPort();
  }

  private static boolean told(Path log, String words) {
    try {
      return Files.readString(log).contains(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
