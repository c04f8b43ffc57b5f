package eu.apaserv.bot.channels;

import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.TwilioProvider;
import eu.apaserv.bot.channels.sms.Form;
import eu.apaserv.bot.channels.sms.TwilioChannel;
import eu.apaserv.bot.channels.sms.TwilioSettings;
import eu.apaserv.bot.channels.sms.TwilioSignature;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.OptedOut;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.channel.Reception.Taken;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioChannelTest extends FileContract {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final String SID = "AC00000000000000000000000000000000";
  private static final String TOKEN = "12345";
  private static final String FROM = "+40310000000";
  private static final String PERSON = "+40722000001";

  @Override
  protected Provider provider() {
    return new TwilioProvider(0, CLOCK, SID, TOKEN, FROM);
  }

  @Override
  protected Channel channel(String apiUrl, String botUrl) {
    return channel(TOKEN, FROM, apiUrl, botUrl);
  }

  private Channel channel(String token, String from, String apiUrl, String botUrl) {
    return new TwilioChannel(vertx, new TwilioSettings(SID, token, from, apiUrl, botUrl), CLOCK, PATIENCE);
  }

  @Override
  protected String channelName() {
    return "twilio";
  }

  @Override
  protected String person() {
    return PERSON;
  }

  @Override
  public Set<Mark> receipts() {
    return Set.of(Mark.SENT, Mark.DELIVERED);
  }

  @Override
  protected Post signed(Buffer body) {
    return post(body, TOKEN);
  }

  @Override
  protected Post forged(Buffer body) {
    return post(body, "54321");
  }

  private Post post(Buffer body, String token) {
    var status = body.toString().contains("MessageStatus=");
    var url = bot.url() + (status ? "/webhooks/twilio/status?outbound=4711" : "/webhooks/twilio");
    var signature = new TwilioSignature(token).of(url, Form.read(body).orElseThrow());
    return new Post(url, MultiMap.caseInsensitiveMultiMap().set(TwilioSignature.HEADER, signature), body);
  }

  @Override
  protected Stream<ErrorRow> errors() {
    return Stream.of(row(429, 20429, Retry.class), row(400, 14107, Retry.class), row(400, 63018, Retry.class),
        row(400, 30001, Retry.class), row(400, 21611, Retry.class), row(400, 30017, Retry.class),
        row(400, 30008, Retry.class), row(400, 30020, Retry.class), row(400, 30021, Retry.class),
        row(400, 30410, Retry.class), row(400, 30003, Retry.class), row(400, 21610, OptedOut.class),
        row(400, 30004, Refused.class), row(400, 30005, Refused.class), row(400, 30006, Refused.class),
        row(400, 30007, Refused.class), row(400, 21211, Refused.class), row(400, 21614, Refused.class),
        row(400, 21612, Refused.class), row(400, 21617, Refused.class), row(400, 63016, Refused.class),
        row(400, 99999, Refused.class), row(401, 20003, Alarm.class), row(403, 20005, Alarm.class),
        row(404, 20404, Alarm.class), row(400, 21408, Alarm.class), row(400, 21606, Alarm.class),
        row(400, 21608, Alarm.class), row(400, 21609, Alarm.class), row(400, 30018, Alarm.class),
        row(400, 30024, Alarm.class), row(500, 20500, Unknown.class), row(503, 20503, Unknown.class),
        raw("400 without a body", 400, "", Refused.class, "http-400"),
        raw("401 of a proxy", 401, "<html>", Alarm.class, "http-401"),
        raw("a redirect", 302, "", Alarm.class, "http-302"),
        raw("404 of another server", 404, "not here", Alarm.class, "http-404"),
        raw("201 without a sid", 201, "{\"status\":\"queued\"}", Unknown.class, null),
        raw("201 that is a list", 201, "[]", Unknown.class, null),
        raw("201 that is null", 201, "null", Unknown.class, null),
        raw("failed at once", 201, "{\"sid\":\"SM1\",\"status\":\"failed\",\"error_code\":30006}", Refused.class,
            "30006"),
        raw("failed without a code", 201, "{\"sid\":\"SM1\",\"status\":\"failed\"}", Refused.class, "http-201"));
  }

  private static ErrorRow row(int status, int code, Class<? extends Delivery> outcome) {
    boolean named = outcome == Refused.class || outcome == OptedOut.class || outcome == Alarm.class;
    return new ErrorRow(status + " with " + code, TwilioProvider.error(status, code, "To " + PERSON), outcome,
        named ? String.valueOf(code) : null);
  }

  private static ErrorRow raw(String name, int status, String body, Class<? extends Delivery> outcome, String code) {
    return new ErrorRow(name, Answer.of(status, "application/json", body), outcome, code);
  }

  @Test
  void aReceiptBringsOurOwnIdBack() {
    provider.faults().dropNext(1);
    send(new Content.Text("Bună!"));
    assertThat(((Receipt) bot.event()).outboundId()).isEqualTo(4711);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?outbound=-1", "?outbound=99999999999999999999", "?outbound=4711x", "?other=1", ""})
  void aReceiptWithoutOurIdStillNamesTheProviders(String query) {
    var post = ((TwilioProvider) provider).signed(bot.url() + "/webhooks/twilio/status" + query,
        Form.read(Buffer.buffer("MessageSid=SM1&MessageStatus=delivered")).orElseThrow());
    assertThat(call(post).statusCode()).isEqualTo(200);
    assertThat(bot.event()).isEqualTo(new Receipt("sms", null, "SM1", Mark.DELIVERED, null, CLOCK.instant()));
  }

  @Test
  void anotherQueryThanTheSignedOneIsTurnedAway() {
    var post = signed(Buffer.buffer("MessageSid=SM1&MessageStatus=delivered"));
    assertThat(call(new Post(post.url().replace("4711", "4712"), post.headers(), post.body())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void theAnswerIsAnEmptyTwiml() {
    var answer = call(signed(Buffer.buffer("MessageSid=SM1&From=%2B40722000001&Body=da")));
    assertThat(answer.bodyAsString()).isEqualTo("<Response/>");
    assertThat(answer.getHeader("Content-Type")).isEqualTo("text/xml");
  }

  @Test
  void aFormLongerThanAnyIsTurnedAway() {
    var url = bot.url() + "/webhooks/twilio";
    var headers = MultiMap.caseInsensitiveMultiMap().set(TwilioSignature.HEADER, "x");
    assertThat(call(new Post(url, headers, Buffer.buffer("a".repeat(300_000)))).statusCode()).isEqualTo(413);
  }

  @Test
  void textsGoOutInTheCheapAlphabet() {
    send(new Content.Text("Soldul dumneavoastră este 87,40 lei – scadență 06.11.2025. „Mulțumim” 🙏"));
    assertThat(last().text())
        .isEqualTo("Soldul dumneavoastra este 87,40 lei - scadenta 06.11.2025. \"Multumim\"");
  }

  @Test
  void choicesAreNumberedLines() {
    send(new Content.Choices("Ce doriți?",
        List.of(new Choice("m:bal", "Soldul meu"), new Choice("m:inv", "Factura\nmea"))));
    assertThat(last().text()).isEqualTo("Ce doriti?\n1. Soldul meu\n2. Factura mea");
  }

  @Test
  void aTextLongerThanAllowedIsCutAtALine() {
    send(new Content.Text("un rând de patruzeci de litere, atât este\n".repeat(60)));
    assertThat(last().text()).hasSizeLessThanOrEqualTo(1600).endsWith("atat este...");
  }

  @Test
  void choicesSurviveATextThatIsTooLong() {
    send(new Content.Choices("cuvânt ".repeat(400), List.of(new Choice("a", "Da"), new Choice("b", "Nu"))));
    assertThat(last().text()).hasSizeLessThanOrEqualTo(1600).endsWith("cuvant...\n1. Da\n2. Nu");
  }

  @Test
  void aTextWithoutLinesOrWordsIsCutAnywhereButInAPair() {
    send(new Content.Text("x" + "𒀀".repeat(1000)));
    assertThat(last().text()).hasSizeLessThanOrEqualTo(1600).endsWith("...").doesNotContain("?");
  }

  @ParameterizedTest
  @CsvSource({"+40722000001, +40722000001", "0722000001, +40722000001", "0040 722 000 001, +40722000001",
      "40722000001, +40722000001"})
  void numbersAreNormalised(String written, String person) {
    channel.send(new Outbound(1, new Address("sms", written), new Content.Text("da"), null), NO_FILE);
    assertThat(provider.conversation(person).messages()).hasSize(1);
  }

  @Test
  void whatSmsCannotCarryIsRefused() {
    assertThat(send(new Content.Document("invoice:1", "a.pdf", "application/pdf", ""))).isInstanceOf(Refused.class);
    assertThat(send(new Content.Location(45, 25, null))).isInstanceOf(Refused.class);
    assertThat(send(new Content.Text(" \u200B"))).isInstanceOf(Refused.class);
  }

  @Test
  void afterStopNothingGoesOutUntilStart() {
    await(provider.say(PERSON, "Stop"));
    assertThat(((Inbound) bot.event()).content()).isEqualTo(new Content.Text("Stop"));
    assertThat(send(new Content.Text("Bună!"))).isEqualTo(new OptedOut("21610"));
    await(provider.say(PERSON, "START"));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Accepted.class);
  }

  @Test
  void aMessagingServiceTakesThePlaceOfTheNumber() {
    var service = "MG" + "0".repeat(32);
    var other = new TwilioProvider(0, CLOCK, SID, TOKEN, service);
    await(other.start(vertx));
    var theirs = channel(TOKEN, service, other.url(), bot.url());
    assertThat(theirs.send(outbound(new Content.Text("da")), NO_FILE)).isInstanceOf(Delivery.Accepted.class);
    await(theirs.close());
    await(other.close());
  }

  @Test
  void noReasonQuotesTheNumber() {
    provider.faults().answerNext(1, TwilioProvider.error(400, 21999, "The number " + PERSON + " is wrong"));
    assertThat(send(new Content.Text("Bună!")).toString()).doesNotContain("722000001");
  }

  @ParameterizedTest(name = "{0} is heard as {1}")
  @CsvSource({"STOP, STOP", "Stop, Stop", "stopall, STOP", "Unsubscribe, STOP", "CANCEL, STOP", "End, STOP",
      "quit, STOP",
      "revoke, STOP", "OptOut, STOP", "Dezabonare, STOP", "OPREȘTE, STOP", "opreste., STOP", "INFO, HELP", "HELP, HELP",
      "START, START", "UNSTOP, UNSTOP", "stop la apă, stop la apă", "nu pot opri apa, nu pot opri apa",
      "cancel please, cancel please"})
  void aWordCountsOnlyAlone(String typed, String heard) {
    call(signed(Buffer.buffer("MessageSid=SM1&From=%2B40722000001&Body=")
        .appendBuffer(Buffer.buffer(URLEncoder.encode(typed, StandardCharsets.UTF_8)))));
    assertThat(((Inbound) bot.event()).content()).isEqualTo(new Content.Text(heard));
  }

  @ParameterizedTest
  @CsvSource({"STOP, GATA, STOP", "START, DIN NOU, START", "HELP, INFO, HELP"})
  void aWordOfTheAccountsOwnMeansWhatTheProviderSays(String type, String typed, String heard) {
    call(signed(Buffer.buffer("MessageSid=SM1&From=%2B40722000001&OptOutType=" + type + "&Body="
        + typed.replace(' ', '+'))));
    assertThat(((Inbound) bot.event()).content()).isEqualTo(new Content.Text(heard));
  }

  @Test
  void aCallInJsonIsSignedByItsDigest() throws GeneralSecurityException {
    var body = Buffer.buffer("{\"MessageSid\":\"SM1\",\"From\":\"+40722000001\",\"Body\":\"da\",\"x\":[1]}");
    var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
    var url = bot.url() + "/webhooks/twilio?bodySHA256=" + digest;
    var headers = MultiMap.caseInsensitiveMultiMap().set(TwilioSignature.HEADER,
        new TwilioSignature(TOKEN).of(url, new Form(List.of()))).set("Content-Type", "application/json");
    assertThat(call(new Post(url, headers, body)).statusCode()).isEqualTo(200);
    assertThat(((Inbound) bot.event()).content()).isEqualTo(new Content.Text("da"));
    assertThat(call(new Post(url, headers, Buffer.buffer(body.toString().replace("da", "nu")))).statusCode())
        .isEqualTo(403);
    assertThat(call(new Post(url.replace(digest.substring(0, 4), "0000"), headers, body)).statusCode()).isEqualTo(403);
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aCodeIsOfNoUseToTheProviderAfterItsLife() {
    var seen = new CopyOnWriteArrayList<String>();
    channel.report(exchange -> seen.add(exchange.request()));
    channel.send(new Outbound(1, new Address("sms", PERSON), new Content.Text("Cod 123456"), null, null, 0,
        CLOCK.instant().plusSeconds(600)), NO_FILE);
    channel.send(new Outbound(2, new Address("sms", PERSON), new Content.Text("Bună"), null), NO_FILE);
    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst()).contains("ValidityPeriod=600");
    assertThat(seen.getLast()).doesNotContain("ValidityPeriod");
  }

  @Test
  void everyMessageIsTakenOnce() {
    call(signed(Buffer.buffer("MessageSid=SM1&From=%2B40722000001&Body=da")));
    assertThat(((Taken) bot.reception()).events()).singleElement()
        .isEqualTo(new Inbound(new Address("sms", PERSON), "SM1", new Content.Text("da"), CLOCK.instant()));
  }
}
