package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.FileContract;
import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WhatsApp against its simulated Cloud API: the contract, and what only WhatsApp has. */
class WhatsAppChannelTest extends FileContract {
  private static final Clock CLOCK = WhatsAppRoom.CLOCK;

  @Override
  protected Provider provider() {
    return new WhatsAppProvider(0, CLOCK, Redelivery.QUICK);
  }

  @Override
  protected Channel channel(String apiUrl, String botUrl) {
    return new WhatsAppChannel(vertx, settings(apiUrl), WhatsAppRoom.BOOK, CLOCK, PATIENCE);
  }

  private WhatsAppSettings settings(String apiUrl) {
    var s = whatsApp().settings();
    return new WhatsAppSettings(s.phoneNumberId(), s.accessToken(),
        List.of("the-secret-before", s.appSecrets().getFirst()), s.verifyToken(), s.businessAccountId(), apiUrl,
        s.apiVersion());
  }

  private WhatsAppProvider whatsApp() {
    return (WhatsAppProvider) provider;
  }

  @Override
  protected Post signed(Buffer body) {
    return whatsApp().signed(body);
  }

  @Override
  protected List<JsonObject> elements() {
    return payloads().filter(p -> !p.name().startsWith("wrong_shape_")).map(p -> p.body().toJsonObject())
        .flatMap(root -> root.getJsonArray("entry").stream()).filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast).toList();
  }

  @Override
  protected Optional<JsonObject> besideAGoodOne(JsonObject element) {
    var message = new JsonObject().put("from", "40722000001").put("id", "good").put("timestamp", "1760000000")
        .put("type", "text").put("text", new JsonObject().put("body", "sold"));
    var value = new JsonObject().put("messaging_product", "whatsapp")
        .put("metadata", new JsonObject().put("phone_number_id", whatsApp().settings().phoneNumberId()))
        .put("messages", new JsonArray().add(message));
    var good = new JsonObject().put("id", "1")
        .put("changes", new JsonArray().add(new JsonObject().put("field", "messages").put("value", value)));
    return Optional.of(new JsonObject().put("object", "whatsapp_business_account")
        .put("entry", new JsonArray().add(element).add(good)));
  }

  @Override
  protected Post forged(Buffer body) {
    var post = whatsApp().signed(body.copy().appendString(" "));
    return new Post(post.url(), post.headers(), body);
  }

  @Override
  protected String person() {
    return "+40722000001";
  }

  @Override
  protected Instant heardAt() {
    return CLOCK.instant().minusSeconds(60);
  }

  @Override
  protected String channelName() {
    return "whatsapp";
  }

  @Override
  public Set<Receipt.Mark> receipts() {
    return EnumSet.of(Receipt.Mark.SENT, Receipt.Mark.DELIVERED, Receipt.Mark.READ);
  }

  /** Reference, section 1.5: every code by its class, with the HTTP status it is seen with. */
  @Override
  protected Stream<ErrorRow> errors() {
    return Stream.of(
        rows(Delivery.Retry.class, false, 400, 4, 80007, 130429, 613, 131056, 131057, 131053),
        rows(Delivery.Unknown.class, false, 500, 1, 2, 131000, 131016, 133004),
        rows(Delivery.Unknown.class, false, 400, 131000, 131016),
        rows(Delivery.Refused.class, true, 400, 131047, 131026, 131052, 131049, 130472, 130403, 131051, 131062, 137000),
        rows(Delivery.OptedOut.class, true, 400, 131050),
        rows(Delivery.Alarm.class, true, 400, 131048, 368, 131031, 130497, 131042, 3, 10, 131005, 33, 100, 131008,
            131009,
            131021, 135000, 131030, 131037, 131045, 133010, 133016, 132000, 132005, 132012, 132018, 132001, 132007,
            132008,
            132015, 132016, 132068, 132069),
        rows(Delivery.Alarm.class, true, 401, 0, 190), rows(Delivery.Alarm.class, true, 403, 200, 250, 299),
        rows(Delivery.Alarm.class, true, 429, 131048), rows(Delivery.Retry.class, false, 429, 130429),
        rows(Delivery.Refused.class, true, 200, 131047), rows(Delivery.Retry.class, false, 200, 130429),
        rows(Delivery.Refused.class, true, 400, 999_999), rows(Delivery.Unknown.class, false, 500, 999_999),
        Stream.of(
            new ErrorRow("a transient error of tomorrow", Answer.json(400,
                new JsonObject().put("error", new JsonObject().put("code", 999_998).put("is_transient", true))),
                Delivery.Unknown.class, null),
            new ErrorRow("200 without an id", Answer.json(200, new JsonObject().put("messages", new JsonArray())),
                Delivery.Unknown.class, null),
            new ErrorRow("200 and an empty body", Answer.of(200, "text/plain", ""), Delivery.Unknown.class, null),
            new ErrorRow("429 by a proxy", Answer.of(429, "text/html", "<html/>"), Delivery.Retry.class, null),
            new ErrorRow("401 without a body", Answer.of(401, "text/plain", ""), Delivery.Alarm.class, "401"),
            new ErrorRow("404 by a proxy", Answer.of(404, "text/html", "<html/>"), Delivery.Unknown.class, null),
            new ErrorRow("a redirect", Answer.of(302, "text/html", "").with("Location", "http://127.0.0.1:1/"),
                Delivery.Unknown.class, null)))
        .flatMap(rows -> rows);
  }

  private static Stream<ErrorRow> rows(Class<? extends Delivery> outcome, boolean names, int status, int... codes) {
    return IntStream.of(codes).mapToObj(code -> new ErrorRow(code + " with HTTP " + status,
        WhatsAppProvider.error(status, code, "Message failed"), outcome, names ? String.valueOf(code) : null));
  }

  // Receiving

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=0123456789012345678901234567890123456789",
      "sha256=00000000000000000000000000000000000000000000000000000000000000zz"})
  void aSignatureOfAnotherFormIsTurnedAway(String header) {
    var post = signed(Buffer.buffer("{}"));
    post.headers().set("X-Hub-Signature-256", header);
    assertThat(call(post).statusCode()).isEqualTo(401);
  }

  @Test
  void theHandshakeRepeatsTheChallenge() {
    var answer = get("?hub.mode=subscribe&hub.verify_token=verify-token&hub.challenge=1158201444");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("text/plain");
    assertThat(answer.bodyAsString()).isEqualTo("1158201444");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?hub.mode=subscribe&hub.challenge=1",
      "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
      "?hub.mode=unsubscribe&hub.verify_token=verify-token&hub.challenge=1"})
  void aHandshakeWithAnotherTokenIsTurnedAway(String query) {
    assertThat(get(query).statusCode()).isEqualTo(403);
  }

  @Test
  void severalPeopleInOnePostAreAllHeard() {
    await(whatsApp().sayTogether(Map.of("+40722000001", "unu", "+40722000002", "doi", "RO.Zx9", "trei")));
    assertThat(List.of((Inbound) bot.event(), (Inbound) bot.event(), (Inbound) bot.event()))
        .extracting(i -> i.from().id()).containsExactlyInAnyOrder("+40722000001", "+40722000002", "RO.Zx9");
  }

  @Test
  void someoneWhoHidesTheNumberIsAnsweredByUserId() {
    await(provider.say("RO.Zx9", "salut"));
    var inbound = (Inbound) bot.event();
    var delivery = channel.send(
        new Outbound(1, inbound.from(), new Content.Text("Bună!"), inbound.providerId(), heardAt()),
        NO_FILE);
    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(provider.conversation("RO.Zx9").lastFromBot()).hasValueSatisfying(
        m -> assertThat(m.text()).isEqualTo("Bună!"));
  }

  private HttpResponse<Buffer> get(String query) {
    var client = WebClient.create(vertx);
    return await(client.getAbs(bot.url() + "/webhooks/whatsapp" + query).send().onComplete(done -> client.close()));
  }

  // Sending

  @Test
  void aStatusCarriesOurOwnId() {
    send(new Content.Text("Bună!"));
    assertThat(((Receipt) bot.event()).outboundId()).isEqualTo(4711L);
  }

  @Test
  void statusesInAnyOrderAreReceipts() {
    whatsApp().statuses(List.of("read", "sent", "failed"), Duration.ofMillis(1));
    send(new Content.Text("Bună!"));
    assertThat(List.of((Receipt) bot.event(), (Receipt) bot.event(), (Receipt) bot.event())).extracting(Receipt::mark)
        .containsExactly(Receipt.Mark.READ, Receipt.Mark.SENT, Receipt.Mark.FAILED);
  }

  @Test
  void aTextBeyondTheLimitIsCutAndSent() {
    assertThat(send(new Content.Text("💧".repeat(3000)))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).endsWith("💧…").hasSizeLessThanOrEqualTo(4096);
  }

  @Test
  void aCaptionBeyondTheLimitIsCutAndSent() {
    var content = new Content.Document("invoice:1", "a/b\r\n\"c\".pdf", "application/pdf\r\nX: y", "x".repeat(2000));
    assertThat(channel.send(outbound(content), () -> OwnFile.of(Buffer.buffer("%PDF"))))
        .isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).hasSize(1024);
    assertThat(last().documentName()).isEqualTo("a_b _c_.pdf");
  }

  @Test
  void aSlowAnswerMarksTheMessageAsReadWhateverComesOfIt() {
    channel.attend(new Address("whatsapp", person()), "wamid.X");
    assertThat(whatsApp().read()).containsExactly("wamid.X");
    assertThatCode(() -> channel.attend(new Address("whatsapp", person()), "")).doesNotThrowAnyException();
  }

  @Test
  void whatOnlyComesInIsNeverSent() {
    assertThat(send(new Content.Picked("m:inv", "Factura"))).isInstanceOf(Delivery.Alarm.class);
  }

  @Test
  void aReasonNeverHoldsACustomersNumber() {
    provider.faults().answerNext(1, WhatsAppProvider.error(400, 131026, "Cannot reach +40 722 000 001 (40722000001)"));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOfSatisfying(Delivery.Refused.class,
        refused -> assertThat(refused.reason()).contains("Cannot reach").doesNotContain("722"));
  }

  // The doctor

  @Test
  void aHealthyNumberHasNoFindings() {
    ((WhatsAppChannel) channel).templates().sync();
    assertThat(channel.check()).isEmpty();
  }

  @Test
  void aWrongTokenIsOneLineThatSaysWhatToDo() {
    var s = whatsApp().settings();
    var wrong = new WhatsAppChannel(vertx, new WhatsAppSettings(s.phoneNumberId(), "expired", s.appSecrets(),
        s.verifyToken(), s.businessAccountId(), s.apiUrl(), s.apiVersion()), WhatsAppRoom.BOOK, CLOCK, PATIENCE);
    assertThat(wrong.check()).singleElement().asString().startsWith("WhatsApp: the access token is refused")
        .doesNotContain("expired");
    await(wrong.close());
  }

  @Test
  void anUnreachableApiIsOneLine() {
    var lonely = channel("http://127.0.0.1:1", bot.url());
    assertThat(lonely.check()).singleElement().asString().contains("does not take the connection");
    await(lonely.close());
  }

  @Test
  void settingsShowNoSecret() {
    var settings = whatsApp().settings();
    assertThat(settings.toString()).doesNotContain(settings.accessToken(), settings.appSecrets().getFirst());
    assertThat(new Address("whatsapp", "+40722000001").toString()).doesNotContain("722");
  }

  /** What becomes of it, a status tells. */
  @ParameterizedTest
  @ValueSource(strings = {"accepted", "held_for_quality_assessment", "paused"})
  void whatMetaTookAndHoldsBackIsTaken(String status) {
    var message = new JsonObject().put("id", "wamid.held").put("message_status", status);
    provider.faults().answerNext(1, Answer.json(200,
        new JsonObject().put("messaging_product", "whatsapp").put("messages", new JsonArray().add(message))));
    assertThat(send(new Content.Text("Bună!"))).isEqualTo(new Delivery.Accepted("wamid.held"));
  }
}
