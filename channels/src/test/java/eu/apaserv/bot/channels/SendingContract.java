package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Faults;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a send ends, whatever protocol carries it: HTTP or a kept connection. */
public interface SendingContract {
  /** Longer than any channel under test waits. */
  Duration TOO_LATE = Duration.ofSeconds(2);

  /** The channel, joined with its simulated provider. */
  Channel underTest();

  /** Sends to the person of these tests. */
  Delivery send(Content content);

  /** What the person's phone shows. */
  List<PhoneMessage> phone();

  /** What goes wrong with the next sends. */
  Faults faults();

  /** The next event the channel hands over, waited for. */
  Event next();

  /** How the channel calls the message that its provider calls {@code id}. */
  String named(String id);

  /** The receipts that follow a message nothing went wrong with; empty where the provider has none. */
  Set<Receipt.Mark> receipts();

  /** The newest message of the bot on the person's phone. */
  default PhoneMessage last() {
    return phone().reversed().stream().filter(message -> !message.fromPerson()).findFirst().orElseThrow();
  }

  @Test
  default void anAcceptedSendNamesTheProvidersMessage() {
    var delivery = send(new Content.Text("Soldul dumneavoastră este de 87,40 lei."));
    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(((Delivery.Accepted) delivery).providerId()).isNotBlank();
    assertThat(((Delivery.Accepted) delivery).providerId()).isEqualTo(named(last().id()));
    assertThat(last().text()).contains("87,40 lei");
  }

  @Test
  default void aNoticeToSomebodyWhoJustWroteIsItsBody() {
    var notice = new Content.Notice("outage", Language.RO, List.of("strada Lungă"),
        new Content.Text("Avarie pe strada Lungă."));
    assertThat(send(notice)).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).matches("Avarie pe strada Lung[ăa]\\.");
  }

  @Test
  default void receiptsFollowAnAcceptedSend() {
    var accepted = (Delivery.Accepted) send(new Content.Text("Bună ziua!"));
    var seen = EnumSet.noneOf(Receipt.Mark.class);
    while (!seen.containsAll(receipts())) {
      var receipt = (Receipt) next();
      assertThat(receipt.providerId()).isEqualTo(accepted.providerId());
      assertThat(receipt.channel()).isEqualTo(underTest().name());
      seen.add(receipt.mark());
    }
    assertThat(seen).isEqualTo(receipts().isEmpty() ? EnumSet.noneOf(Receipt.Mark.class) : EnumSet.copyOf(receipts()));
  }

  @Test
  default void noAnswerInTimeLeavesTheOutcomeUnknown() {
    faults().delayNext(1, TOO_LATE);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
    assertThat(phone()).hasSize(1);
  }

  @Test
  default void aConnectionBrokenAfterTheRequestLeavesTheOutcomeUnknown() {
    faults().dropNext(1);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
    assertThat(phone()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://apa.example/pay/AbC-1_2", "http://127.0.0.1:8080/pay/x", "http://localhost/pay/x",
      "https://apa.example/pay/ă b"})
  default void anAddressToOpenReachesThePerson(String url) {
    var sent = send(new Content.Link("De plată 87,40 lei.", "Plătește acum cu cardul", url));
    assertThat(sent).isInstanceOf(Delivery.Accepted.class);
    var opens = last().buttons().stream().filter(b -> b.kind() == PhoneMessage.Button.Kind.LINK).findFirst();
    if (opens.isPresent()) {
      assertThat(opens.get().id()).isEqualTo(url);
      assertThat(opens.get().title()).startsWith("Plătește acum");
      assertThat(last().text()).isEqualTo("De plată 87,40 lei.");
    } else {
      assertThat(last().text()).contains("87,40 lei").endsWith("\n" + url);
    }
  }

  @Test
  default void aLongTextKeepsItsAddress() {
    assertThat(send(new Content.Link("Factura dumneavoastră. ".repeat(60), "", "https://apa.example/pay/x")))
        .isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).endsWith("\nhttps://apa.example/pay/x");
  }
}
