package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Deliveries nobody foresaw: each is answered, and none keeps a good one from being taken. */
@NullUnmarked
class SmppInboxTest {
  private static final int MUTATIONS = 10_000;
  private static final String RECEIPT = "id:1A2B sub:001 dlvrd:001 submit date:2609280800 done date:260928080012 "
      + "stat:DELIVRD err:000 text:Buna ziua";
  private final Random random = new Random(20261127);
  private final TestIntake intake = new TestIntake();
  private final SmppInbox inbox = new SmppInbox("sms",
      SmppSettings.parse("smpp://a:b@localhost", "1234", 1, 1), new SmppIds(SmppSettings.Ids.SAME), new SmppParts(),
      Clock.systemUTC(), Duration.ofSeconds(1));

  @Test
  void tenThousandMutatedDeliveriesAreAnsweredAndNoGoodOneIsLost() throws ProcessRequestException {
    inbox.to(intake);
    for (int i = 0; i < MUTATIONS; i++) {
      var mutated = mutated();
      assertThatCode(() -> inbox.onAcceptDeliverSm(mutated)).doesNotThrowAnyException();
      if (i % 100 == 0) {
        inbox.onAcceptDeliverSm(delivery("bun " + i));
        assertThat(lastText()).isEqualTo("bun " + i);
      }
    }
  }

  /** Nothing waits for a phone that can be reached again, which an alert_notification would say. */
  @Test
  void aDataSmIsADelivery() throws Exception {
    inbox.to(intake);
    var data = new DataSm();
    data.setSourceAddrTon((byte) 1);
    data.setSourceAddr("40722000001");
    data.setDestAddress("1234");
    data.setOptionalParameters(new OptionalParameter.Message_payload("sold".getBytes(StandardCharsets.US_ASCII)));
    assertThat(inbox.onAcceptDataSm(data, null)).isNotNull();
    assertThat(lastText()).isEqualTo("sold");
    inbox.onAcceptAlertNotification(new AlertNotification());
    assertThat(intake.waiting()).isZero();
  }

  /** Asked for again, it would come for ever. */
  @Test
  void aDeliveryWithoutASenderIsAnsweredAndPassedOver() {
    inbox.to(intake);
    var nobody = delivery("sold");
    nobody.setSourceAddr(null); // as jsmpp reads an empty one
    assertThatCode(() -> inbox.onAcceptDeliverSm(nobody)).doesNotThrowAnyException();
    assertThat(intake.waiting()).isZero();
  }

  private String lastText() {
    var text = "";
    while (intake.waiting() > 0) {
      if (intake
          .next() instanceof Inbound(var from, var id, var aliases, var name, Content.Text(String body), var at)) {
        text = body;
      }
    }
    return text;
  }

  @Test
  void whatIsTakenHasNothingThatADatabaseRefuses() {
    inbox.to(intake);
    for (int i = 0; i < MUTATIONS; i++) {
      var mutated = mutated();
      assertThatCode(() -> inbox.onAcceptDeliverSm(mutated)).doesNotThrowAnyException();
      while (intake.waiting() > 0) {
        switch (intake.next()) {
          case Inbound inbound -> assertThat(inbound.content().toString()).doesNotContain("\0");
          case Receipt receipt -> assertThat(receipt.providerId()).doesNotContain("\0").hasSizeLessThan(100);
          default -> throw new AssertionError("Nothing else comes by SMS");
        }
      }
    }
    assertThat(intake.pieces).allSatisfy(piece -> assertThat(piece.text()).doesNotContain("\0"));
  }

  private DeliverSm mutated() {
    var octets = (random.nextBoolean() ? RECEIPT : "Care este soldul meu? ăîșț€").getBytes(
        random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16BE);
    for (int k = random.nextInt(6); k > 0; k--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) == 0) {
      octets = Arrays.copyOf(octets, random.nextInt(octets.length));
    }
    var delivery = delivery("");
    delivery.setShortMessage(octets);
    delivery.setEsmClass((byte) random.nextInt(256));
    delivery.setDataCoding((byte) random.nextInt(256));
    delivery.setSourceAddrTon((byte) random.nextInt(8));
    var sources = new String[]{"40722000001", "", "ING", "0722000001", "99999999999999999999", "+40 722"};
    delivery.setSourceAddr(sources[random.nextInt(sources.length)]);
    if (random.nextInt(3) == 0) {
      var value = new byte[random.nextInt(70)];
      random.nextBytes(value);
      delivery.setOptionalParameters(new OptionalParameter.Receipted_message_id(value),
          new OptionalParameter.Message_payload(octets),
          new OptionalParameter.Message_state((byte) random.nextInt(256)));
    }
    return delivery;
  }

  private static DeliverSm delivery(String text) {
    var delivery = new DeliverSm();
    delivery.setSourceAddrTon((byte) 1);
    delivery.setSourceAddr("40722000001");
    delivery.setDestAddress("1234");
    delivery.setShortMessage(text.getBytes(StandardCharsets.US_ASCII));
    return delivery;
  }
}
