package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Alarms.Alarm;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of answers whose sends nobody saw the end of. */
class HousekeepingTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Alarms alarms;
  private Housekeeping housekeeping;

  @BeforeEach
  void open() {
    alarms = new Alarms(fresh.database());
    housekeeping = new Housekeeping(new Outbox(fresh.database(), "here"), alarms, Duration.ofSeconds(30), new Bell());
    for (int n = 0; n < 3; n++) {
      fresh.database().transaction(
          open -> Letterbox.post(TranscriptSeal.NONE, open, new Address("paper", "ana"), new Content.Text("hello"),
              false, 0, null));
    }
  }

  @AfterEach
  void stop() {
    housekeeping.stop();
  }

  @Test
  void oneDoubtIsNobodysBusiness() {
    doubt(0, "1 minute");
    housekeeping.start();
    until(() -> number("select count(*) from outbox where state = 'due'") == 3);
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void answersThatStayInDoubtAreOneAlarm() {
    doubt(6, "1 hour");
    housekeeping.start();
    until(() -> number("select count(*) from outbox where state = 'due'") == 3);
    until(() -> !alarms.open().isEmpty());
    assertThat(alarms.open()).singleElement().extracting(Alarm::channel, Alarm::code)
        .containsExactly("paper", Housekeeping.IN_DOUBT);
  }

  @Test
  void anAnswerThatIsGivenUpIsAnAlarm() {
    doubt(9, "7 hours");
    housekeeping.start();
    until(() -> !alarms.open().isEmpty());
    assertThat(alarms.open()).singleElement().extracting(Alarm::reason).asString()
        .startsWith("3 answers were given up");
    assertThat(number("select count(*) from outbox where state = 'failed'")).isEqualTo(3);
  }

  private void doubt(int repeats, String age) {
    fresh.database()
        .run("update outbox set state = 'unknown', lease_until = now() - interval '1 s', repeats = " + repeats
            + ", created_at = now() - interval '" + age + "'");
  }

  private long number(String sql) {
    return fresh.database().first(row -> row.getLong(0), sql).orElseThrow();
  }
}
