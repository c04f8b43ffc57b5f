package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A customer of the sample export links their code, asks for the balance and the invoice and submits the index, on each
 * channel, over HTTP, against simulated providers.
 */
class CustomerJourneyTest {
  /** Vântu Andreea of the sample: one open invoice, one meter, last index 3,122 or so; the code goes to her phone. */
  private static final String CODE = "1010028";
  private static final String PHONE_ON_FILE = "+40773412357";
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/invoices/[A-Za-z0-9_-]+)");

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant();

  @Test
  void onWhatsApp() {
    var chat = new Chat(running.world().whatsapp(), "+40733000001");
    link(chat);
    asksForTheBalance(chat);
    assertThat(isPdf(document(chat.say("factura pdf va rog")))).isTrue();
    submitsTheIndex(chat);
  }

  @Test
  void onTelegram() {
    var chat = new Chat(running.world().telegram(), "7100200300");
    link(chat);
    asksForTheBalance(chat);
    assertThat(isPdf(document(chat.say("trimite factura")))).isTrue();
    submitsTheIndex(chat);
  }

  @Test
  void bySms() {
    var chat = new Chat(running.world().sms(), "+40733000002");
    link(chat);
    asksForTheBalance(chat);
    var link = LINK.matcher(chat.say("FACTURA").text());
    assertThat(link.find()).isTrue();
    var answer = Database.await(WebClient.create(running.vertx())
        .get(running.assistant().port(), "127.0.0.1", link.group(1)).send());
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/pdf");
    assertThat(isPdf(Objects.requireNonNull(answer.bodyAsBuffer()))).isTrue();
    submitsTheIndex(chat);
  }

  @Test
  void aCodeGoesByMailToWhoHasNoPhoneOnFile() {
    var chat = new Chat(running.world().whatsapp(), "+40733000003");
    chat.say("leaga codul 1010056");
    chat.say("da");
    var mails = running.world().mailbox();
    chat.await(_ -> !mails.mails("client1010056@exemplu.ro").isEmpty());
    assertThat(chat.say(code(mails.mails("client1010056@exemplu.ro").getFirst().text())).text()).contains("1010056");
  }

  @Test
  void theCodeIsKeptNowhere() {
    var chat = new Chat(running.world().whatsapp(), "+40733000004");
    link(chat);
    assertThat(running.assistant().database().list(row -> row.getString(0),
        "select content->>'body' from outbox where secret")).isNotEmpty().allMatch("••••••"::equals);
  }

  private void link(Chat chat) {
    chat.say("vreau sa leg codul meu de client");
    chat.say("da");
    var sent = chat.say(CODE);
    assertThat(sent.text()).contains("357").doesNotContain(PHONE_ON_FILE.substring(3));
    assertThat(chat.say(codeOnFile(running.world().sms())).text()).contains(CODE);
  }

  private String codeOnFile(Provider sms) {
    var holder = new Chat(sms, PHONE_ON_FILE);
    Predicate<List<PhoneMessage>> came = all -> all.stream().anyMatch(m -> SIX_DIGITS.matcher(m.text()).find());
    holder.await(came);
    return code(holder.messages().getLast().text());
  }

  private static String code(String text) {
    var code = SIX_DIGITS.matcher(text);
    assertThat(code.find()).isTrue();
    return code.group();
  }

  private static void asksForTheBalance(Chat chat) {
    assertThat(chat.say("sold").text()).contains("82,58 lei", "NTD4010030", "24.11.2026");
  }

  private static Buffer document(PhoneMessage message) {
    assertThat(message.documentName()).startsWith("Factura").endsWith(".pdf");
    return Objects.requireNonNull(message.documentBytes());
  }

  private static boolean isPdf(Buffer bytes) {
    return bytes.length() > 10_000 && bytes.getString(0, 5).equals("%PDF-");
  }

  private void submitsTheIndex(Chat chat) {
    int last = running.assistant().database().first(row -> row.getInteger(0),
        "select max(index) from billing_reading where meter_serial = '24B678592'").orElseThrow();
    assertThat(chat.say("INDEX " + (last + 4)).text()).contains("24B678592", String.valueOf(last + 4), "26.11");
    assertThat(chat.say(String.valueOf(last + 5)).text()).contains(String.valueOf(last + 5), "24B678592");
    assertThat(chat.say("da").text()).contains(String.valueOf(last + 5), "26.11");
    assertThat(running.assistant().database().list(row -> row.getInteger(0),
        "select index from submitted_reading where status = 'accepted'")).containsExactly(last + 5);
  }
}
