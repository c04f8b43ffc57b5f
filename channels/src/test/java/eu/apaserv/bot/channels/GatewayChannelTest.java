package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.GatewayProvider;
import eu.apaserv.bot.channels.simulator.GatewayStyle;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.gateway.GatewayChannel;
import eu.apaserv.bot.channels.sms.gateway.GatewaySettings;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Accepted;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.OptedOut;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The templated gateway as SMSO's file describes it, and the other ready files. */
class GatewayChannelTest extends ChannelContract {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final String SECRET = "a-long-random-secret-1";
  private static final String PERSON = "+40722000001";
  @TempDir
  static Path folder;

  @Override
  protected Provider provider() {
    return new GatewayProvider(0, CLOCK, GatewayStyle.SMSO, SECRET);
  }

  @Override
  protected Channel channel(String apiUrl, String botUrl) {
    var file = ((GatewayProvider) provider).file().replaceAll("url: http://127.0.0.1:[0-9]+", "url: " + apiUrl);
    return new GatewayChannel(vertx, settings(file, botUrl), CLOCK, PATIENCE);
  }

  private static GatewaySettings settings(String text, String botUrl) {
    try {
      return GatewaySettings.read(Files.writeString(folder.resolve("gateway.yaml"), text), botUrl, SmsLetters.CHEAP);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected String channelName() {
    return "gateway";
  }

  @Override
  protected String person() {
    return PERSON;
  }

  @Override
  public String named(String id) {
    return "smso:" + id;
  }

  @Override
  public Set<Mark> receipts() {
    return Set.of(Mark.SENT, Mark.DELIVERED);
  }

  @Override
  protected Post signed(Buffer body) {
    return post(body, SECRET);
  }

  @Override
  protected Post forged(Buffer body) {
    return post(body, "a-long-random-secret-2");
  }

  private Post post(Buffer body, String secret) {
    var status = body.toString().contains("status=");
    return new Post(bot.url() + "/webhooks/gateway/" + secret + (status ? "/status?outbound=4711" : "/inbound"),
        MultiMap.caseInsensitiveMultiMap(), body);
  }

  /** The secret stands in the address: a call without it has another path. */
  @Override
  @Test
  void aMissingSignatureIsTurnedAway() {
    var answer = call(new Post(bot.url() + "/webhooks/gateway/x/inbound", MultiMap.caseInsensitiveMultiMap(),
        Buffer.buffer("body=da")));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Override
  protected Stream<ErrorRow> errors() {
    return Stream.of(row(400, Refused.class, "400"), row(401, Alarm.class, "401"), row(402, Alarm.class, "402"),
        row(403, Alarm.class, "403"), row(404, Alarm.class, "404"), row(422, Refused.class, "422"),
        row(429, Retry.class, null), row(500, Unknown.class, null), row(503, Unknown.class, null),
        raw("a redirect", 302, "", Alarm.class, "http-302"), raw("408", 408, "", Unknown.class, null),
        raw("200 without an id", 200, "{\"status\":200}", Unknown.class, null),
        raw("200 that is a page", 200, "<html>", Unknown.class, null),
        raw("200 that says 402", 200, "{\"status\":402}", Alarm.class, "402"),
        raw("200 that says something else", 200, "{\"status\":\"E7\"}", Refused.class, "E7"));
  }

  private static ErrorRow row(int status, Class<? extends Delivery> outcome, String code) {
    return raw("status " + status, status, "{\"status\":" + status + "}", outcome, code);
  }

  private static ErrorRow raw(String name, int status, String body, Class<? extends Delivery> outcome, String code) {
    return new ErrorRow(name, Answer.of(status, "application/json", body), outcome, code);
  }

  @ParameterizedTest
  @EnumSource(GatewayStyle.class)
  void aReadyFileSendsReceivesAndHearsWhatBecameOfIt(GatewayStyle style) {
    var theirs = new GatewayProvider(0, CLOCK, style, SECRET);
    theirs.connect(bot.url());
    await(theirs.start(vertx));
    var ours = new GatewayChannel(vertx, settings(theirs.file(), bot.url()), CLOCK, PATIENCE);
    bot.mount(ours);
    var sent = ours.send(outbound(new Content.Text("Soldul: 87,40 lei {to} & 日本 €")), NO_FILE);
    assertThat(sent).isInstanceOf(Accepted.class);
    assertThat(theirs.conversation(PERSON).lastFromBot().orElseThrow().text())
        .isEqualTo("Soldul: 87,40 lei {to} & 日本 €");
    Receipt receipt;
    do {
      receipt = (Receipt) bot.event();
      assertThat(receipt.outboundId() == null ? receipt.providerId() : "4711")
          .isIn("4711", ((Accepted) sent).providerId());
    } while (receipt.mark() != Mark.DELIVERED);
    await(theirs.say(PERSON, "Care e soldul meu? ăîșț"));
    assertThat(bot.event()).isInstanceOfSatisfying(Inbound.class, inbound -> {
      assertThat(inbound.from()).isEqualTo(new Address("sms", PERSON));
      assertThat(inbound.content()).isEqualTo(new Content.Text("Care e soldul meu? ăîșț"));
    });
    assertThat(ours.check()).isEmpty();
    theirs.faults().failNext(1, 503);
    assertThat(ours.send(outbound(new Content.Text("da")), NO_FILE))
        .isInstanceOfAny(Unknown.class, Retry.class);
    theirs.faults().failNext(1, 403);
    assertThat(ours.send(outbound(new Content.Text("da")), NO_FILE)).isInstanceOf(Alarm.class);
    await(ours.close());
    await(theirs.close());
  }

  @Test
  void aTextThatIsTooLongIsNotCutInsideACharacter() {
    call(signed(Buffer.buffer("sender[number]=%2B40722000001&body=" + "a".repeat(4095) + "%F0%9F%92%A7")));
    assertThat(((Inbound) bot.event()).content()).isEqualTo(new Content.Text("a".repeat(4095)));
  }

  @Test
  void anOptOutIsAClassOfItsOwn() {
    var file = ((GatewayProvider) provider).file() + "classes: {\"409\": opted_out}\n";
    var other = new GatewayChannel(vertx, settings(file, bot.url()), CLOCK, PATIENCE);
    provider.faults().answerNext(1, Answer.of(409, "application/json", "{}"));
    assertThat(other.send(outbound(new Content.Text("da")), NO_FILE)).isEqualTo(new OptedOut("409"));
    await(other.close());
  }

  @Test
  void aReceiptBringsOurOwnIdBack() {
    provider.faults().dropNext(1);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Unknown.class);
    assertThat(((Receipt) bot.event()).outboundId()).isEqualTo(4711);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.7, '', 200", "192.0.2.200, '', 403", "10.0.0.1, '203.0.113.9, 192.0.2.9', 200",
      "10.0.0.1, '192.0.2.9, 203.0.113.9', 403", "203.0.113.9, 192.0.2.9, 403", "'', '', 403", "2001:db8::1, '', 200",
      "10.0.0.1, '192.0.2.9;203.0.113.9', 403", "10.0.0.1, '203.0.113.9, 192.0.2.9;10.0.0.5', 200",
      "10.0.0.1, '192.0.2.9, 203.0.113.9, 10.0.0.5', 403"})
  void callsComeFromWhereTheyMay(String remote, String forwarded, int status) {
    var file = ((GatewayProvider) provider).file()
        + "allow: [192.0.2.0/25, \"2001:db8::/32\"]\nproxies: [10.0.0.0/8]\n";
    var guarded = new GatewayChannel(vertx, settings(file, bot.url()), CLOCK, PATIENCE);
    var headers = MultiMap.caseInsensitiveMultiMap();
    if (!forwarded.isEmpty()) {
      for (var line : forwarded.split(";", -1)) {
        headers.add("X-Forwarded-For", line);
      }
    }
    var reception = guarded.webhooks().stream().filter(w -> w.path().endsWith("inbound")).findFirst().orElseThrow()
        .receive().apply(new Request("POST", "/webhooks/gateway/" + SECRET + "/inbound", headers,
            MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("sender[number]=%2B40722000001&body=da"), remote));
    assertThat(reception instanceof Reception.Turned turned ? turned.status() : 200).isEqualTo(status);
    await(guarded.close());
  }

  @ParameterizedTest(name = "{0} is told with its line")
  @CsvSource(delimiter = '|', textBlock = """
      extends: nothing                                  | gateway.yaml:1: there is no ready file
      extends: ../../etc/passwd                         | gateway.yaml:1: extends names a ready file
      secret: short                                     | secret has 16 to 128
      send: {url: ftp://x}                              | gateway.yaml:1: send.url is a web address
      send: {url: "http://x/{nobody}"}                  | {nobody} has no value
      send: {url: "http://x", method: PUT}              | send.method is GET or POST
      send: {url: "http://x", headers: {"a b": c}}      | send.headers holds names
      send: {url: "http://x", surprise: 1}              | send.surprise means nothing here
      success: {pattern: "("}                           | success.pattern is no regular expression
      classes: {"1": sometimes}                         | classes.1 is one of retry, refused
      states: {a: arrived}                              | states.a is one of sent
      times: {zone: Mars}                               | times.zone is no time zone
      times: {format: qqqqqqq}                          | times.format is iso, unix
      allow: [example.ro]                               | allow is no address
      send: just text                                   | send is a table
      [1, 2]                                            | describe the gateway by names
      a: {b: {c: {d: {e: {f: {g: 1}}}}}}              | nested too deep
      a: &x [1]\\nb: *x                               | not YAML
      a: !!java.net.URL [http://x]                    | Global tag is not allowed
      """)
  void aHostileOrWrongFileIsToldInPlainWords(String text, String problem) {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(text.replace("\\n", "\n"), "http://b"))
        .withMessageContaining(problem);
  }

  @Test
  void neitherSecretNorPasswordIsShown() {
    var settings = settings(((GatewayProvider) provider).file(), bot.url());
    assertThat(settings.toString()).doesNotContain(SECRET, "parola");
    assertThat(channel.webhooks()).allSatisfy(w -> assertThat(w.path()).doesNotContain(SECRET));
    provider.faults().failNext(1, 400);
    assertThat(send(new Content.Text("da")).toString()).doesNotContain("parola", "722000001");
  }

  @Test
  void whatIsNoNumberIsRefusedWithoutACall() {
    assertThat(channel.send(new Outbound(1, new Address("sms", "ana"), new Content.Text("da"), null), NO_FILE))
        .isInstanceOf(Refused.class);
    assertThat(send(new Content.Location(45, 25, null))).isInstanceOf(Refused.class);
    assertThat(provider.conversations()).isEmpty();
  }
}
