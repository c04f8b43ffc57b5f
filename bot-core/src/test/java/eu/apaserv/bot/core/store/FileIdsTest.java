package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.SentFiles;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which files providers have, for every node and after every restart. */
class FileIdsTest {
  private static final String KEY = "0af3 application/pdf factura-1000021.pdf";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private SentFiles files;

  @BeforeEach
  void open() {
    files = new FileIds(fresh.database());
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time);
  }

  @Test
  void anIdIsKnownToOthersUntilItIsForgotten() {
    files.keep("telegram", KEY, "F1", in(Duration.ofDays(1)));
    files.keep("telegram", KEY, "F2", in(Duration.ofDays(1)));
    var other = new FileIds(fresh.database());
    assertThat(other.find("telegram", KEY)).contains("F2");
    assertThat(other.find("whatsapp", KEY)).as("an id is one provider's").isEmpty();
    other.forget("telegram", KEY);
    assertThat(files.find("telegram", KEY)).isEmpty();
  }

  @Test
  void anIdThatIsNoLongerGoodIsNotUsed() {
    files.keep("telegram", KEY, "F1", in(Duration.ofSeconds(-1)));
    assertThat(files.find("telegram", KEY)).isEmpty();
    new FileIds(fresh.database()).sweep();
    assertThat(fresh.database().list(row -> row.getString(0), "select provider_id from sent_file")).isEmpty();
  }

  @Test
  void theNameOfAFileIsNotKept() {
    files.keep("telegram", KEY, "F1", in(Duration.ofDays(1)));
    assertThat(fresh.database().list(row -> row.getString(0), "select sent_file::text from sent_file"))
        .allSatisfy(row -> assertThat(row).doesNotContain("1000021"));
  }

  @Test
  void withoutADatabaseAFileIsUploadedAgain() {
    fresh.database().run("alter table sent_file rename to away");
    files.keep("telegram", KEY, "F1", in(Duration.ofDays(1)));
    assertThat(files.find("telegram", KEY)).isEmpty();
  }
}
