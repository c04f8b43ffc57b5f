package eu.apaserv.bot.channels;

import static eu.apaserv.bot.core.Eventually.eventually;
import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.PhoneMessage.Button;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.TelegramProvider;
import eu.apaserv.bot.channels.telegram.Pace;
import eu.apaserv.bot.channels.telegram.TelegramChannel;
import eu.apaserv.bot.channels.telegram.TelegramSettings;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.OptedOut;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Reachable;
import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Telegram by webhook. */
class TelegramChannelTest extends FileContract {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  static final Pace QUICK = new Pace(PATIENCE, Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofMillis(80),
      Duration.ofMillis(40), Duration.ofHours(1));
  private static final String SECRET = "Un-secret_bun-123";
  private static final String PERSON = "7123456789";

  private final Queue<Event> told = new ConcurrentLinkedQueue<>();
  private TelegramProvider telegram;

  @Override
  protected Provider provider() {
    telegram = new TelegramProvider(0, CLOCK);
    return telegram;
  }

  @Override
  protected Channel channel(String apiUrl, String botUrl) {
    var opened = channel(TelegramProvider.TOKEN, SECRET, apiUrl, botUrl);
    await(opened.open(events -> {
      told.addAll(events);
      return Future.succeededFuture();
    }));
    return opened;
  }

  private TelegramChannel channel(String token, String secret, String apiUrl, String botUrl) {
    return new TelegramChannel(vertx, new TelegramSettings(token, secret, apiUrl, botUrl), CLOCK, QUICK);
  }

  @Override
  protected String channelName() {
    return "telegram";
  }

  @Override
  protected String person() {
    return PERSON;
  }

  @Override
  public Set<Receipt.Mark> receipts() {
    return Set.of();
  }

  @Override
  protected Post signed(Buffer body) {
    return post(body, SECRET);
  }

  /** A secret is sent along, whatever the body is. */
  @Override
  protected boolean signsTheBody() {
    return false;
  }

  @Override
  protected Post forged(Buffer body) {
    return post(body, SECRET.replace('1', '2'));
  }

  private Post post(Buffer body, String secret) {
    var headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json")
        .add("X-Telegram-Bot-Api-Secret-Token", secret);
    return new Post(bot.url() + "/webhooks/telegram", headers, body);
  }

  @Override
  protected Stream<ErrorRow> errors() {
    return Stream.of(row(429, "Too Many Requests", Retry.class, null),
        row(400, "Bad Request: chat not found", OptedOut.class, "400"),
        row(400, "Bad Request: bot was kicked from the chat", OptedOut.class, "400"),
        row(410, "Gone", Alarm.class, "410"),
        row(400, "Bad Request: message is not modified", Refused.class, "400"),
        row(400, "Bad Request: can't parse entities: x", Refused.class, "400"),
        row(400, "Bad Request: group chat was upgraded to a supergroup chat", Refused.class, "400"),
        row(400, "Bad Request: wrong file identifier/HTTP URL specified", Refused.class, "400"),
        row(403, "Forbidden: bot was blocked by the user", OptedOut.class, "403"),
        row(403, "Forbidden: user is deactivated", OptedOut.class, "403"),
        row(403, "Forbidden: bot can't initiate conversation with a user", OptedOut.class, "403"),
        row(401, "Unauthorized", Alarm.class, "401"), row(404, "Not Found", Alarm.class, "404"),
        row(409, "Conflict: terminated by other getUpdates request", Alarm.class, "409"),
        row(413, "Request Entity Too Large", Refused.class, "413"), row(418, "Teapot", Refused.class, "418"),
        row(502, "Bad Gateway", Unknown.class, null),
        page(413, "<html>413 Request Entity Too Large</html>", Refused.class, "413"),
        page(502, "<html>502 Bad Gateway</html>", Unknown.class, null),
        page(404, "<html>nginx</html>", Unknown.class, null), page(200, "", Unknown.class, null),
        page(200, "{\"ok\":true}", Unknown.class, null), page(200, "{\"ok\":true,\"result\":[]}", Unknown.class, null),
        page(200, "{\"ok\":\"yes\"}", Unknown.class, null), page(200, "[1]", Unknown.class, null));
  }

  private static ErrorRow row(int code, String words, Class<? extends Delivery> outcome, String ours) {
    var body = new JsonObject().put("ok", false).put("error_code", code).put("description", words);
    return new ErrorRow(code + " " + words, Answer.json(code, body), outcome, ours);
  }

  private static ErrorRow page(int status, String body, Class<? extends Delivery> outcome, String ours) {
    return new ErrorRow(status + " " + body, Answer.of(status, "text/html", body), outcome, ours);
  }

  // What only Telegram has

  @Test
  void openingRegistersTheWebhookAndTheMenu() {
    eventually(() -> assertThat(telegram.webhookInfo().getString("url")).isEqualTo(bot.url() + "/webhooks/telegram"));
    assertThat(telegram.webhookInfo().getJsonArray("allowed_updates"))
        .isEqualTo(new JsonArray(List.of("message", "edited_message", "callback_query", "my_chat_member")));
    eventually(() -> assertThat(telegram.commands()).containsOnlyKeys("", "en"));
    assertThat(telegram.commands().get("").stream().map(c -> ((JsonObject) c).getString("command")))
        .containsExactly("start", "sold", "factura", "index", "ajutor", "stop");
  }

  @Test
  void theWebhookIsRegisteredOnceTelegramIsBack() {
    var port = QuietPort.free();
    await(provider.close());
    var early = channel("http://127.0.0.1:" + port, bot.url());
    telegram = new TelegramProvider(port, CLOCK);
    provider = telegram;
    QuietPort.open(() -> telegram.start(vertx));
    eventually(() -> assertThat(telegram.webhookInfo().getString("url")).isNotEmpty());
    await(early.close());
  }

  @Test
  void aTapIsAnsweredByTheWebhooksOwnAnswer() {
    send(new Content.Choices("Sigur?", List.of(new Choice("yes", "Da"), new Choice("no", "Nu"))));
    await(provider.tap(PERSON, "yes"));
    assertThat(((Inbound) bot.event()).content()).isEqualTo(new Content.Picked("yes", "Da"));
    eventually(() -> assertThat(telegram.spinning()).isEmpty());
  }

  @Test
  void aPersonWhoBlockedTheBotHasOptedOut() {
    await(telegram.block(PERSON));
    assertThat(send(new Content.Text("Bună!"))).isEqualTo(new OptedOut("403"));
    await(telegram.unblock(PERSON));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Accepted.class);
  }

  @Test
  void shortTitlesShareARowAndLongOnesDoNot() {
    var choices = List.of(new Choice("1", "Da"), new Choice("2", "Nu"), new Choice("3", "Strada Apelor numărul 12"),
        new Choice("4", "Altul"), new Choice("5", "Factura", "87,40 lei"));
    assertThat(send(new Content.Choices("Alegeți:", choices))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().buttons()).extracting(Button::title).containsExactly("Da", "Nu", "Strada Apelor numărul 12",
        "Altul", "Factura · 87,40 lei");
    assertThat(telegram.keyboard(last()).stream().map(row -> ((JsonArray) row).size())).containsExactly(2, 1, 1, 1);
  }

  @Test
  void textIsNeverMarkup() {
    var text = "<b>&amp; *_[x](http://y) </code>";
    send(new Content.Text(text));
    assertThat(last().text()).isEqualTo(text);
  }

  @Test
  void aTextThatIsTooLongEndsAtAParagraph() {
    send(new Content.Text(("Apă 💧. ".repeat(40) + "\n\n").repeat(20)));
    assertThat(last().text()).endsWith("💧. \n…");
    assertThat(last().text().codePointCount(0, last().text().length())).isBetween(3500, 4096);
  }

  @Test
  void aChoiceThatTelegramCannotCarryIsRefusedUnsent() {
    var choices = List.of(new Choice("ș".repeat(33), "Da"));
    assertThat(send(new Content.Choices("?", choices))).isInstanceOf(Refused.class);
    assertThat(provider.conversation(PERSON).messages()).isEmpty();
  }

  @Test
  void whatIsNotForSendingIsRefused() {
    assertThat(send(new Content.Location(1, 2, null))).isInstanceOf(Refused.class);
  }

  @Test
  void aFileSentBeforeIsNotUploadedAgainUnlessTelegramForgotIt() {
    var invoice = new Content.Document("invoice:1", "factura.pdf", "application/pdf", "Factura");
    for (var i = 0; i < 3; i++) {
      assertThat(channel.send(outbound(invoice), PDF)).isInstanceOf(Delivery.Accepted.class);
      assertThat(last().documentBytes()).isEqualTo(Buffer.buffer("%PDF"));
    }
    assertThat(telegram.uploads()).isEqualTo(1);
    telegram.forgetFiles();
    assertThat(channel.send(outbound(invoice), PDF)).isInstanceOf(Delivery.Accepted.class);
    assertThat(telegram.uploads()).isEqualTo(2);
    var chart = new Content.Document("chart:1", "consum.png", "image/png", "");
    for (var i = 0; i < 2; i++) {
      assertThat(channel.send(outbound(chart), () -> OwnFile.of(Buffer.buffer("PNG"))))
          .isInstanceOf(Delivery.Accepted.class);
    }
    assertThat(telegram.uploads()).isEqualTo(3);
  }

  @Test
  void aFileSentBeforeARestartIsNotUploadedAgain() {
    var kept = new RememberedFiles();
    channel.recall(kept);
    var invoice = new Content.Document("invoice:1", "factura.pdf", "application/pdf", "Factura");
    assertThat(channel.send(outbound(invoice), PDF)).isInstanceOf(Delivery.Accepted.class);
    var restarted = channel(TelegramProvider.TOKEN, SECRET, provider.url(), bot.url());
    restarted.recall(kept);
    assertThat(restarted.send(outbound(invoice), PDF)).isInstanceOf(Delivery.Accepted.class);
    assertThat(telegram.uploads()).isEqualTo(1);
    await(restarted.close());
  }

  @Test
  void aChatThatMovedIsReachedAtOnceAndItsNewNumberKept() {
    provider.faults().answerNext(1, Answer.json(400,
        new JsonObject().put("ok", false).put("error_code", 400)
            .put("description", "Bad Request: group chat was upgraded to a supergroup chat")
            .put("parameters", new JsonObject().put("migrate_to_chat_id", 7000000001L))));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Accepted.class);
    assertThat(provider.conversation("7000000001").lastFromBot()).isPresent();
    eventually(() -> assertThat(told)
        .contains(new Moved(new Address("telegram", PERSON), new Address("telegram", "7000000001"))));
  }

  @Test
  void whoBlocksTheBotIsUnreachableUntilTheyLetItIn() {
    await(telegram.block(PERSON));
    assertThat(bot.event()).isEqualTo(new Reachable(new Address("telegram", PERSON), false));
    await(telegram.unblock(PERSON));
    assertThat(bot.event()).isEqualTo(new Reachable(new Address("telegram", PERSON), true));
  }

  @Test
  void aSlowAnswerShowsThatTheBotWrites() {
    channel.attend(new Address("telegram", PERSON), "u1");
    eventually(() -> assertThat(telegram.typing()).containsExactly(PERSON));
  }

  @Test
  void aFileNameCannotLeaveItsHeader() {
    var content = new Content.Document("r", "a\"\r\nX y/../ș.pdf", "text/html\r\nX: y", "");
    var delivery = channel.send(outbound(content), PDF);
    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().documentName()).isEqualTo("a___X y_.._ș.pdf");
  }

  @Test
  void noReasonHoldsTheToken() {
    provider.faults().delayNext(1, Duration.ofSeconds(2));
    assertThat(send(new Content.Text("Bună!")).toString()).doesNotContain("simulated-token").contains("Unknown");
    provider.faults().dropNext(1);
    assertThat(send(new Content.Text("Bună!")).toString()).doesNotContain("simulated-token").contains("Unknown");
    var settings = new TelegramSettings(TelegramProvider.TOKEN, SECRET, provider.url(), null);
    assertThat(settings.toString()).doesNotContain("simulated-token").doesNotContain(SECRET);
  }
}
