package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Binds;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.message.Receipt;
import java.time.Duration;
import org.jsmpp.bean.BindType;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to the centre are kept: bound again when they break, slowly where the centre refuses. */
@NullUnmarked
class SmppBindTest extends SmppRoom {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCentreThatHangsUpOrUnbindsIsBoundAgain(boolean politely) {
    accepted(1, "ana");
    if (politely) {
      centre.door().unbindAll();
    } else {
      centre.door().hangUp();
    }
    Eventually.until(() -> centre.door().bound().size() == 1);
    accepted(2, "din nou");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0D, 0x0E, 0x0F, 0x05})
  void aRefusedBindIsAnAlarmAndTriedSlowly(int status) {
    accepted(1, "ana");
    centre.door().refuse(3, status);
    centre.door().hangUp();
    Eventually.until(() -> send(2, "da") instanceof Alarm);
    assertThat(send(2, "da")).isInstanceOfSatisfying(Alarm.class,
        alarm -> assertThat(alarm.code()).isEqualTo(SmppStatus.name(status)));
    accepted(3, "din nou");
    assertThat(centre.door().refused()).containsExactly(status, status, status);
  }

  @Test
  void pausesBetweenBindsGrow() {
    assertThat(SmppPatience.USUAL.before(1, false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(SmppPatience.USUAL.before(4, false)).isEqualTo(Duration.ofSeconds(8));
    assertThat(SmppPatience.USUAL.before(40, false)).isEqualTo(Duration.ofMinutes(1));
    assertThat(SmppPatience.USUAL.before(1, true)).isEqualTo(Duration.ofSeconds(30));
    assertThat(SmppPatience.USUAL.before(40, true)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aPairOfConnectionsSendsByOneAndReceivesByTheOther() {
    reopened(settings(Binds.PAIR, LongTexts.UDH8, Alphabet.GSM, Ids.AUTO));
    assertThat(centre.door().kinds()).containsExactlyInAnyOrder(BindType.BIND_TX, BindType.BIND_RX);
    accepted(1, "ana");
    assertThat(intake.next()).isInstanceOf(Receipt.class);
  }
}
