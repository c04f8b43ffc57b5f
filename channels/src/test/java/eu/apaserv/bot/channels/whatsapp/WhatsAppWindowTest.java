package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said within 24 hours of a person's last message, and after. */
class WhatsAppWindowTest extends WhatsAppRoom {
  private static final Content.Notice OUTAGE = new Content.Notice("outage", Language.RO,
      List.of("strada Lungă\n12", "  ", "18:30"), new Content.Text("Avarie pe strada Lungă 12 până la 18:30."));

  private static Outbound heard(long hoursAgo, Content content) {
    return new Outbound(1, new Address("whatsapp", PERSON), content, null,
        CLOCK.instant().minus(Duration.ofHours(hoursAgo)));
  }

  @ParameterizedTest
  @ValueSource(longs = {24, 25, 1000})
  void outsideTheWindowPlainWordsAreNotEvenTried(long hours) {
    assertThat(send(heard(hours, new Content.Text("Bună!")))).isInstanceOfSatisfying(
        Delivery.Refused.class, refused -> assertThat(refused.code()).isEqualTo("outside_window"));
    assertThat(provider.conversation(PERSON).messages()).isEmpty();
  }

  @Test
  void toSomebodyWhoNeverWroteOnlyATemplateGoes() {
    channel.templates().sync();
    var address = new Address("whatsapp", PERSON);
    assertThat(send(new Outbound(1, address, new Content.Text("Bună!"), null)))
        .isInstanceOf(Delivery.Refused.class);
    assertThat(send(new Outbound(1, address, OUTAGE, null))).isInstanceOf(Delivery.Accepted.class);
  }

  @Test
  void aNoticeIsATemplateOutsideTheWindowAndPlainWordsInside() {
    channel.templates().sync();
    provider.keepWindow(true);
    assertThat(send(heard(24, OUTAGE))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).isEqualTo("Avarie la strada Lungă 12 (–) până la 18:30, după cum știm.");
    TestBot.await(provider.say(PERSON, "salut"));
    assertThat(send(heard(23, OUTAGE))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).isEqualTo("Avarie pe strada Lungă 12 până la 18:30.");
  }

  @Test
  void outsideTheWindowAMessageIsRefusedAndInsideItIsTaken() {
    provider.keepWindow(true);
    assertThat(send(outbound(new Content.Text("Bună!")))).isInstanceOfSatisfying(Delivery.Refused.class,
        refused -> assertThat(refused.code()).isEqualTo("131047"));
    TestBot.await(provider.say(PERSON, "salut"));
    assertThat(send(outbound(new Content.Text("Bună!")))).isInstanceOf(Delivery.Accepted.class);
  }
}
