package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.sms.Form;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Calls with a good signature and malice inside, into the whole product over real sockets: one server for all of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileWebhooksTest {
  private static final String MARKUP = "<script>alert(1)</script>";
  private static final List<String> VALUES = List.of("\"1e400\"", "1e400", "9223372036854775808", "-0", "null", "true",
      "[]", "{}", "[[[]]]", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"",
      "\"\\u202e\\u0007" + MARKUP + "\"", "\"" + "x".repeat(65_536) + "\"", "\"292277026596\"",
      "\"../../etc/passwd\"", "\"http://169.254.169.254/\"", "\"' or 1=1;--\"",
      "\"" + "\\ud83d\\udc68\\u200d".repeat(300)
          + "\"",
      "{\"a\":{\"b\":[null]}}", "\"" + "i".repeat(5_000) + "\"");
  /** What a message may be, each with blanks for six values: sender, id, time, and what it says. */
  private static final List<String> SHAPES = List.of(shape("text", "{\"body\":@}"),
      shape("image", "{\"id\":@,\"mime_type\":@,\"caption\":@}"),
      shape("location", "{\"latitude\":@,\"longitude\":@,\"name\":@}"),
      shape("contacts", "[{\"origin\":@,\"phones\":[{\"phone\":@,\"wa_id\":@}]}]"),
      shape("interactive", "{\"type\":@,\"button_reply\":{\"id\":@,\"title\":@}}"),
      shape("button", "{\"payload\":@,\"text\":@}"),
      shape("edit", "{\"message\":{\"type\":\"text\",\"text\":{\"body\":@}}}"),
      shape("unsupported", "{\"type\":@}"), shape("system", "{\"type\":\"user_changed_number\",\"wa_id\":@}"));

  private static final int CALLS = 20;

  private static RunningAssistant running;
  private static WebClient web;

  private final Random chance = new Random(9);
  private int asked;

  @BeforeAll
  static void open() throws IOException {
    running = new RunningAssistant();
    running.start();
    web = WebClient.create(running.vertx());
  }

  @AfterAll
  static void close() {
    running.stop();
  }

  @Test
  @Order(1)
  void aMessageBesideHostileOnesIsAnsweredAndStaffCanReadThemAll() {
    var good = new ArrayList<String>();
    for (int call = 0; call < CALLS; call++) {
      var person = "4073355%04d".formatted(call);
      good.add("+" + person);
      var hostile = SHAPES.stream().map(this::filled).collect(Collectors.joining(","));
      assertThat(post(event("{\"messages\":[" + hostile + "," + text(person, "wamid.good" + call) + "],"
          + "\"contacts\":[{\"wa_id\":\"" + person + "\",\"profile\":{\"name\":\"" + MARKUP + "\"}}],\"statuses\":["
          + filled("{\"id\":@,\"status\":\"failed\",\"timestamp\":@,\"biz_opaque_callback_data\":@,\"errors\":@}")
          + "]")).join()).isEqualTo(200);
    }
    for (var person : good) {
      new Chat(running.world().whatsapp(), person).await(all -> all.stream().anyMatch(m -> !m.fromPerson()));
    }
    allDone();
    var accounts = new StaffAccounts(running.assistant().database(), Clock.systemUTC());
    var session = accounts.redeem(accounts.add("a reader", Role.ADMIN).orElseThrow()).orElseThrow();
    var talks = running.assistant().database().list(row -> row.getUUID(0), """
        select distinct on (content->>'kind', length(content::text) / 50) conversation_id from inbox""");
    for (var page : talks) {
      var answer = Database.await(
          web.get(running.assistant().port(), "127.0.0.1", "/console/conversations/" + page)
              .putHeader("Cookie", "bot_console=" + session).send());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.bodyAsString()).doesNotContain(MARKUP);
    }
  }

  @Test
  @Order(2)
  void whatCannotBeKeptOrIsNoNumberCostsNobodyAnAnswer() {
    var form = new Form(List.of(field("MessageSid", "SM1"), field("From", "+40733000881"), field("Body", "sold"),
        field("NumMedia", "2"), field("MediaUrl0", "https://a.example/\0"),
        field("MediaUrl1", "https://a.example/\ud800"),
        field("MediaContentType0", "image/\0png")));
    assertThat(send(running.world().sms().signed(url("/webhooks/twilio"), form)).join()).isEqualTo(200);
    new Chat(running.world().sms(), "+40733000881").await(all -> all.stream().anyMatch(m -> !m.fromPerson()));
    var place = """
        {"update_id":77,"message":{"message_id":5,"date":1764320000,"from":{"id":7,"is_bot":false,"first_name":"A"},
        "chat":{"id":7,"type":"private"},"location":{"latitude":"NaN","longitude":"NaN"}}}""";
    assertThat(
        send(web.postAbs(url("/webhooks/telegram")).putHeader("X-Telegram-Bot-Api-Secret-Token", "webhook-secret"),
            Buffer.buffer(place)).join())
        .isEqualTo(200);
    assertThat(count("select count(*) from inbox where channel = 'telegram' and content->>'kind' = 'location'"))
        .isZero();
  }

  /** The last: what it brings is worked off for longer than anybody here waits. */
  @Test
  @Order(3)
  void aCallWithThousandsOfPeopleOrNewsHoldsUpNobody() {
    // Each message looked through all contacts once: twice as many messages took 22 s, in which nobody was answered.
    var messages = IntStream.range(0, 7_500).mapToObj(
        n -> "{\"from\":\"4073%07d\",\"id\":\"c%d\",\"type\":\"reaction\"}".formatted(n, n))
        .collect(Collectors.joining(","));
    var contacts = IntStream.range(0, 75_000).mapToObj(n -> "{\"wa_id\":\"9" + n + "\"}")
        .collect(Collectors.joining(","));
    var began = System.nanoTime();
    assertThat(post(event("{\"messages\":[" + messages + "],\"contacts\":[" + contacts + "]")).join()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));

    var moves = IntStream.range(0, 6_000).mapToObj(
        n -> "{\"user_id\":{\"previous\":\"RO.a%d\",\"current\":\"RO.b%d\"}}".formatted(n, n))
        .collect(Collectors.joining(","));
    var many = post("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\""
        + running.world().whatsapp().settings().businessAccountId()
        + "\",\"changes\":[{\"field\":\"user_id_update\",\"value\":"
        + "{\"user_id_update\":[" + moves + "]}}]}]}");
    var other = post(event("{\"messages\":[" + text("40733000882", "wamid.other") + "]"));
    assertThat(other.thenApply(status -> status == 200 && !many.isDone()).join()).as("answered in between").isTrue();
    assertThat(many.join()).isEqualTo(200);
  }

  private static String shape(String type, String part) {
    return "{\"from\":@,\"id\":@,\"timestamp\":@,\"type\":\"%s\",\"%s\":%s}".formatted(type, type, part);
  }

  /** One of the blanks hostile, now and then two; a sender and an id of its own in the others. */
  private String filled(String shape) {
    var parts = shape.split("@", -1);
    int bad = chance.nextInt(parts.length - 1);
    var text = new StringBuilder(parts[0]);
    asked++;
    for (int blank = 0; blank < parts.length - 1; blank++) {
      var usual = blank == 0 && parts[0].contains("from")
          ? "\"4072200%04d\"".formatted(asked)
          : "\"wamid.h" + asked + "\"";
      text.append(blank == bad || chance.nextInt(9) == 0 ? VALUES.get(chance.nextInt(VALUES.size())) : usual)
          .append(parts[blank + 1]);
    }
    return text.toString();
  }

  private static String text(String person, String id) {
    return "{\"from\":\"%s\",\"id\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"sold\"}}".formatted(person, id);
  }

  /** @param value the change's value, its last brace left out */
  private String event(String value) {
    var settings = running.world().whatsapp().settings();
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"" + settings.businessAccountId()
        + "\",\"changes\":[{\"field\":\"messages\",\"value\":" + value + ",\"metadata\":{\"phone_number_id\":\""
        + settings.phoneNumberId() + "\"}}}]}]}";
  }

  private CompletableFuture<Integer> post(String body) {
    return send(running.world().whatsapp().signed(Buffer.buffer(body)));
  }

  private CompletableFuture<Integer> send(Post post) {
    return send(web.requestAbs(HttpMethod.POST, post.url()).putHeaders(post.headers()), post.body());
  }

  private static CompletableFuture<Integer> send(HttpRequest<Buffer> request, Buffer body) {
    Future<Integer> status = request.sendBuffer(body).map(answer -> answer.statusCode());
    return status.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + running.assistant().port() + path;
  }

  private static Form.Field field(String name, String value) {
    return new Form.Field(name, value);
  }

  private long count(String sql) {
    return running.assistant().database().first(row -> row.getLong(0), sql).orElseThrow();
  }

  private void allDone() {
    ServedPeople.await("all is answered", () -> count("select count(*) from inbox where done_at is null") == 0);
  }
}
