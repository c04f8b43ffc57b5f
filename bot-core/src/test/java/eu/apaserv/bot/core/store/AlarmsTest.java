package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staff hear of what stops a channel, once. */
class AlarmsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private long letters() {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from outbox").orElseThrow();
  }

  @Test
  void eachNewAlarmIsWrittenToStaffOnceUntilItIsResolved() {
    var alarms = new Alarms(fresh.database(), new Alarms.Word(new Address("paper", "staff"),
        (channel, code, reason) -> channel + " " + code + " " + reason));
    for (int i = 0; i < 50; i++) {
      alarms.raise("courier", "190", "the token is refused");
    }
    assertThat(fresh.database().list(row -> row.getString(0) + row.getShort(1),
        "select content->>'body', priority from outbox")).containsExactly("courier 190 the token is refused1");
    alarms.raise("courier", "368", "policy");
    assertThat(letters()).isEqualTo(2);
    alarms.resolve(alarms.open().getFirst().id(), "maria");
    alarms.raise("courier", "190", "again");
    assertThat(letters()).isEqualTo(3);
  }

  @Test
  void whereNobodyIsWrittenToItStandsInTheConsole() {
    var alarms = new Alarms(fresh.database());
    assertThat(alarms.raise("courier", "190", "x".repeat(2000))).isTrue();
    assertThat(alarms.raise("courier", "190", "y")).isFalse();
    assertThat(alarms.open()).hasSize(1);
    assertThat(letters()).isZero();
  }
}
