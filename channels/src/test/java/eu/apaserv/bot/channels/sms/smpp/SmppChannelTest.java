package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.channels.simulator.SmppFault;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Binds;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending through an SMS centre, and what its operator sets. */
@NullUnmarked
class SmppChannelTest extends SmppRoom {
  @Test
  void anAcceptedSubmitNamesTheMessageAndItsReceiptFollows() {
    var accepted = accepted(1, "Soldul dumneavoastră este 87,40 lei.");
    assertThat(accepted.providerId()).startsWith("smpp:");
    assertThat(shown()).isEqualTo("Soldul dumneavoastra este 87,40 lei.");
    assertThat(intake.next()).isEqualTo(new Receipt("sms", null, accepted.providerId(), Mark.DELIVERED, null,
        CLOCK.instant().minus(Duration.ofHours(3))));
    var submit = centre.submits().getFirst();
    assertThat(List.of(submit.getSourceAddrTon(), submit.getSourceAddrNpi(), submit.getDestAddrTon(),
        submit.getDestAddrNpi(), submit.getRegisteredDelivery(), submit.getDataCoding())).containsExactly((byte) 1,
            (byte) 1, (byte) 1, (byte) 1, (byte) 1, (byte) 0);
    assertThat(submit.getSourceAddr()).isEqualTo("40310000000");
  }

  @ParameterizedTest(name = "command_status {0} is {1}")
  @CsvSource({"0x14, Retry", "0x58, Retry", "0x08, Retry", "0x64, Retry", "0x45, Retry", "0xFF, Retry", "0x01, Refused",
      "0x02, Refused", "0x03, Refused", "0x06, Refused", "0x0A, Refused", "0x0B, Refused", "0x43, Refused",
      "0x48, Refused", "0x49, Refused", "0x50, Refused", "0x51, Refused", "0x61, Refused", "0x62, Refused",
      "0x65, Refused", "0x66, Refused", "0xC4, Refused", "0x4FF, Refused", "0x04, Alarm", "0x05, Alarm", "0x0D, Alarm",
      "0x0E, Alarm", "0x0F, Alarm"})
  void aCommandStatusIsClassed(String status, String outcome) {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Refuses(Integer.decode(status)));
    var delivery = send(2, "da");
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(delivery.toString()).contains(SmppStatus.name(Integer.decode(status)));
    assertThat(centre.submits()).hasSize(1);
  }

  @Test
  void noAnswerInTimeLeavesTheOutcomeUnknown() {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Delays(Duration.ofSeconds(2)));
    assertThat(send(2, "da")).isInstanceOf(Unknown.class);
    assertThat(centre.submits()).hasSize(2);
  }

  @Test
  void aConnectionThatBreaksBeforeTheAnswerLeavesTheOutcomeUnknownAndIsBoundAgain() {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Breaks());
    assertThat(send(2, "da")).isInstanceOf(Unknown.class);
    Eventually.until(() -> centre.door().bound().size() == 1);
    accepted(3, "din nou");
  }

  @Test
  void whileNothingIsBoundAMessageIsCertainlyNotSent() {
    accepted(1, "ana");
    centre.close();
    Eventually.until(() -> send(2, "da") instanceof Retry);
    assertThat(send(2, "da")).isInstanceOf(Retry.class);
  }

  @Test
  void aThrottledSessionSlowsDownAsAWhole() {
    accepted(1, "ana");
    centre.next(2, new SmppFault.Refuses(0x58));
    assertThat(send(2, "da")).isInstanceOfSatisfying(Retry.class,
        retry -> assertThat(retry.after()).isEqualTo(Duration.ofMillis(500)));
    long before = System.nanoTime();
    send(3, "nu");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void theRateIsKeptAndUsed() {
    reopened(SmppSettings.parse(centre.url(), "+40310000000", 10, 100));
    accepted(1, "ana");
    long before = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        int id = 100 + i;
        // Who waits for a place for too long, as on a busy machine, is told to come again and has sent nothing.
        threads.execute(() -> Eventually.until(() -> !(send(id, "mesaj") instanceof Retry)));
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(centre.submits()).hasSize(31);
    assertThat(took).isBetween(Duration.ofMillis(285), Duration.ofSeconds(20));
  }

  @Test
  void noMoreThanTheWindowIsOutstanding() {
    reopened(SmppSettings.parse(centre.url(), "+40310000000", 2, 500));
    accepted(1, "ana");
    centre.next(2, new SmppFault.Delays(Duration.ofMillis(600)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> send(2, "unu"));
      threads.execute(() -> send(3, "doi"));
      Eventually.until(() -> centre.submits().size() == 3);
      assertThat(send(4, "trei")).isInstanceOf(Retry.class);
      assertThat(centre.submits()).hasSize(3);
    }
  }

  @Test
  void latinOneIsWrittenWhereTheCentreTakesIt() {
    reopened(settings(Binds.TRANSCEIVER, LongTexts.UDH8, Alphabet.LATIN1, Ids.AUTO));
    accepted(1, "Preț: 5 lei à la carte [x]");
    assertThat(centre.submits().getFirst().getDataCoding()).isEqualTo((byte) 3);
    assertThat(shown()).isEqualTo("Pret: 5 lei à la carte [x]");
    accepted(2, "5 €");
    assertThat(centre.submits().getLast().getDataCoding()).isZero();
  }

  @Test
  void trueLettersAreASettingForAClassOfMessages() {
    reopened(settings().with("", Binds.TRANSCEIVER, LongTexts.UDH8, Alphabet.GSM, Ids.AUTO,
        SmsLetters.parse("debt_notice, replies")));
    accepted(1, "Somație: Ștefan Țurcan");
    assertThat(shown()).isEqualTo("Somație: Ștefan Țurcan");
    assertThat(centre.submits().getFirst().getDataCoding()).isEqualTo((byte) 8);
  }

  @Test
  void aCodeIsNotDeliveredAfterItsLife() {
    accepted(1, "ana");
    channel.send(new Outbound(2, new Address("sms", PERSON), new Content.Text("Cod 123456"), null, null, 0,
        CLOCK.instant().plus(Duration.ofMinutes(10))), () -> OwnFile.of(Buffer.buffer()));
    assertThat(centre.submits().getFirst().getValidityPeriod()).isNullOrEmpty();
    assertThat(centre.submits().getLast().getValidityPeriod()).isEqualTo("000000001000000R");
  }

  @Test
  void theDoctorFindsNothingWrongAndAWrongPasswordAndNobodyThere() {
    assertThat(channel.check()).isEmpty();
    var wrong = SmppSettings.parse(centre.url().replace("secret", "wrong"), "ApaServ", 1, 1);
    assertThat(new SmppChannel(vertx, wrong, CLOCK, PATIENCE).check()).hasSize(2).first().asString()
        .contains("SMPP_URL", "0x0E").doesNotContain("wrong");
    centre.close();
    // What was on its way in when it closed is broken off first.
    Eventually.until(() -> channel.check().toString().contains("not reachable (nobody takes the connection)"));
  }

  @ParameterizedTest
  @CsvSource({"http://a:b@h, 1234, SMPP_URL", "smpp://h, 1234, SMPP_URL", "smpp://a@h, 1234, SMPP_URL",
      "smpp://a:toolongsecret@h, 1234, SMPP_URL", "smpp://a:b@h, '', SMPP_FROM",
      "smpp://a:b@h, a name too long to be one, SMPP_FROM"})
  void aWrongSettingIsNamedAndNotQuoted(String url, String from, String named) {
    assertThatIllegalArgumentException().isThrownBy(() -> SmppSettings.parse(url, from, 10, 20))
        .withMessageContaining(named).withMessageNotContaining("toolong").withNoCause();
    assertThat(settings().toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"+40310000000, 1, 1", "1234, 3, 0", "ApaServ, 5, 0"})
  void aSenderHasItsTypeOfNumber(String from, int type, int plan) {
    var address = SmppAddress.sender(from);
    assertThat(address.type().value()).isEqualTo((byte) type);
    assertThat(address.plan().value()).isEqualTo((byte) plan);
  }

  @Test
  void whatSmsCannotCarryIsRefused() {
    assertThat(channel.send(new Outbound(1, new Address("sms", PERSON), new Content.Location(45, 25, null), null),
        () -> OwnFile.of(Buffer.buffer()))).isInstanceOf(Refused.class);
    assertThat(channel.send(new Outbound(1, new Address("sms", "ana"), new Content.Text("da"), null),
        () -> OwnFile.of(Buffer.buffer()))).isInstanceOf(Refused.class);
    assertThat(send(1, " \u200B")).isInstanceOf(Refused.class);
  }
}
