package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.channels.simulator.SmppFault;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Binds;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import eu.apaserv.bot.core.channel.Delivery.Accepted;
import eu.apaserv.bot.core.channel.Delivery.Partly;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of several parts, on their way out. */
@NullUnmarked
class SmppLongTextTest extends SmppRoom {
  @ParameterizedTest
  @EnumSource(LongTexts.class)
  void aLongTextArrivesWholeHoweverItsPartsAreJoined(LongTexts longTexts) {
    reopened(settings(Binds.TRANSCEIVER, longTexts, Alphabet.GSM, Ids.AUTO));
    accepted(300, LONG + "€{}");
    assertThat(shown()).isEqualTo(LONG + "€{}");
    assertThat(centre.submits()).hasSize(longTexts == LongTexts.PAYLOAD ? 1 : 3);
    accepted(301, "👩‍👩‍👧 apă 💧 ".repeat(20) + "日本");
    assertThat(shown()).contains("日本");
  }

  @Test
  void aLongTextIsDeliveredOnceAllOfItsPartsAre() {
    var accepted = accepted(1, LONG);
    assertThat(accepted.parts()).isEqualTo(centre.submits().size());
    assertThat(intake.next()).isEqualTo(new Receipt("sms", null, accepted.providerId(), Mark.DELIVERED, null,
        CLOCK.instant().minus(Duration.ofHours(3))));
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void aPartThatFailsFailsTheText() {
    centre.fate(PERSON, "UNDELIV 045");
    var accepted = accepted(1, LONG);
    assertThat(intake.next()).isInstanceOfSatisfying(Receipt.class, r -> {
      assertThat(r.providerId()).isEqualTo(accepted.providerId());
      assertThat(r.mark()).isEqualTo(Mark.FAILED);
      assertThat(r.errorCode()).isEqualTo("045");
    });
  }

  @Test
  void onlyThePartsThatDidNotGoThroughAreSubmittedAgain() {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Delays(Duration.ZERO));
    centre.next(1, new SmppFault.Refuses(0x14));
    assertThat(send(2, LONG)).isInstanceOfSatisfying(Partly.class, partly -> {
      assertThat(partly.done()).isEqualTo(1);
      assertThat(partly.next()).isInstanceOf(Retry.class);
    });
    assertThat(centre.submits()).hasSize(2);
    var rest = new Outbound(2, new Address("sms", PERSON), new Content.Text(LONG), null, null, 1);
    Eventually.until(() -> channel.send(rest, () -> OwnFile.of(Buffer.buffer())) instanceof Accepted);
    assertThat(centre.submits()).hasSize(4);
    assertThat(shown()).isEqualTo(LONG);
  }
}
