package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.PhoneMessage.Button;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From "platesc" to the receipt in the chat, on each channel: the link, the provider's page, its notification, all over real
 * HTTP against simulated providers.
 */
class PaymentJourneyTest {
  private static final String CODE = "1010028";
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+/pay/[A-Za-z0-9_-]{22}");

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant();

  @Test
  void onWhatsAppThePaymentIsReceivedAndNoLongerOwed() {
    var chat = linked(running.world().whatsapp(), "+40733000011");
    pays(chat, true);
    var receipt = chat.fromBot().getLast().text();
    assertThat(receipt).contains("Am primit plata de 82,58 lei", "NTD4010030", CODE, "Referință: ");
    assertThat(chat.say("sold").text()).contains("Nu mai aveți nimic de plătit", "82,58 lei");
    assertThat(chat.say("platesc").text()).contains("Nu mai aveți nimic de plătit");
    assertThat(chat.say("ati primit plata mea de 82,58 lei?").text()).contains("Da, am găsit",
        "în curs de înregistrare");
  }

  @Test
  void onTelegramADeclinedPaymentIsToldAndCanBeTriedAgain() {
    var chat = linked(running.world().telegram(), "7100200301");
    pays(chat, false);
    assertThat(chat.fromBot().getLast().text()).contains("nu a reușit");
    pays(chat, true);
    assertThat(chat.fromBot().getLast().text()).contains("Am primit plata de 82,58 lei");
  }

  @Test
  void bySmsTheReceiptIsOneMessageWithoutDiacritics() {
    var chat = linked(running.world().sms(), "+40733000012");
    pays(chat, true);
    assertThat(chat.fromBot().getLast().text()).contains("Am primit 82,58 lei").hasSizeLessThanOrEqualTo(160)
        .matches("\\A\\p{ASCII}*\\z");
  }

  @Test
  void theConsumptionChartIsAPicture() {
    var chat = linked(running.world().whatsapp(), "+40733000013");
    var chart = chat.say("istoric consum");
    assertThat(chart.documentName()).isEqualTo("image.png");
    assertThat(Objects.requireNonNull(chart.documentBytes()).getString(1, 4)).isEqualTo("PNG");
    assertThat(chart.documentBytes().length()).isLessThan(20_000);
    assertThat(chart.text()).contains("m³");
  }

  private Chat linked(Provider provider, String person) {
    var chat = new Chat(provider, person);
    chat.say("bună");
    var conversation = running.assistant().database().first(row -> row.getUUID(0),
        "select contact_id from address where id = $1", person).orElseThrow();
    running.assistant().database().run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since)
        values ($1, $2, $3, 'holder', now())""", person, conversation, CODE);
    return chat;
  }

  private void pays(Chat chat, boolean yes) {
    var link = chat.say("platesc tot");
    var web = WebClient.create(running.vertx(), new WebClientOptions().setFollowRedirects(false));
    var page = Database.await(web.getAbs(address(link)).send());
    assertThat(page.statusCode()).isEqualTo(303);
    var bank = Objects.requireNonNull(page.getHeader("Location"));
    assertThat(Database.await(web.getAbs(bank).send()).bodyAsString()).contains("82,58 lei", "Plătește");
    int before = chat.fromBot().size();
    var back = Database.await(web.postAbs(bank)
        .sendForm(MultiMap.caseInsensitiveMultiMap().set("decision", yes ? "pay" : "decline")));
    assertThat(Database.await(web.getAbs(back.getHeader("Location")).send()).statusCode()).isEqualTo(200);
    chat.await(_ -> chat.fromBot().size() > before);
  }

  /** A button where the channel has one, else it ends the text. */
  private static String address(PhoneMessage link) {
    var button = link.buttons().stream().filter(b -> b.kind() == Button.Kind.LINK).findFirst();
    if (button.isPresent()) {
      return button.get().id();
    }
    var written = ADDRESS.matcher(link.text());
    assertThat(written.find()).as(link.text()).isTrue();
    return written.group();
  }
}
