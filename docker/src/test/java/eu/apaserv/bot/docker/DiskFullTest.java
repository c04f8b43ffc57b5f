package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.ServedPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's disk fills up while people write, and somebody makes room. */
class DiskFullTest {
  private static final int PEOPLE = 40;
  private static final Logger LOG = LoggerFactory.getLogger(DiskFullTest.class);

  @TempDir
  Path folder;

  @RegisterExtension
  final ServedPeople people = new ServedPeople(PEOPLE, this::openDatabase, _ -> closeDatabase());

  private @Nullable TightDisk disk;
  private @Nullable EmbeddedDatabase postgres;
  private @Nullable Link link;

  /** On a disk that is nearly full already. */
  private String openDatabase() {
    try {
      disk = TightDisk.make();
      LOG.info("The disk: {}", disk);
      postgres = EmbeddedDatabase.open(data());
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
  void giveTheDiskBack() {
    disk().giveBack();
  }

  @Test
  void nothingIsLostDoneTwiceOrPutAsideWhenTheDiskIsFullForAWhile() throws Exception {
    var log = folder.resolve("serve.log");
    var process = people.serve(log, Map.of("DATABASE_SECONDS", "4", "BOT_MESSAGES_PER_MINUTE", "1000"));
    try {
      people.all().forEach(person -> people.say(person, "INDEX 12"));
      await("some have their answer", () -> people.told("12", 1) >= PEOPLE / 4);
      disk().fill(url());
      // One cannot tell which of them still find room in pages that are there.
      await("what comes in cannot be kept", () -> {
        people.all().forEach(person -> people.say(person, "program de lucru"));
        return told(log, "could not be kept");
      });
      disk().free(url());
      comeBack();
      await("all is answered", () -> people.count("select count(*) from inbox where done_at is null") == 0
          && people.count("select count(*) from outbox where state in ('due', 'sending', 'unknown')") == 0
          && people.told("12", 1) == PEOPLE);
    } finally {
      process.destroy();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(people.count("select count(*) from inbox where outcome <> 'answered'")).as("put aside").isZero();
    assertThat(people.count("select count(*) from submitted_reading")).isEqualTo(PEOPLE);
    assertThat(people.count("""
        select count(*) from (
          select from outbox group by conversation_id, reply_to, content having count(*) > 1) twice""")).isZero();
  }

  /** A PostgreSQL that could not even write its log has ended itself: the operator starts it again. */
  private void comeBack() {
    try (var _ = DriverManager.getConnection(url())) {
      LOG.info("PostgreSQL is still there");
    } catch (SQLException e) {
      postgres().close();
      postgres = EmbeddedDatabase.open(data());
      link().leadTo(port());
    }
  }

  private TightDisk disk() {
    return Objects.requireNonNull(disk);
  }

  private Path data() {
    return disk().folder().resolve("data");
  }

  /** Past the link, for JDBC. */
  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=bot&password="
        + URI.create(postgres().address()).getUserInfo().split(":", 2)[1];
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
}
