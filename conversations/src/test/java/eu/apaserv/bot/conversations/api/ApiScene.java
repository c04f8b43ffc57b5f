package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.account.OutboxCodeSender;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.conversations.api.ApiTokens.Made;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.outage.KnownStreets;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.outage.OutageRules;
import eu.apaserv.bot.conversations.outage.OutageTold;
import eu.apaserv.bot.conversations.outage.OutageWords;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The API on a real socket over a real database, staff with tokens, and something to call for. */
final class ApiScene {
  private static final Texts TEXTS = Texts.load(Flows.withEngine());

  /** Only these words, and only once they are approved. */
  private static final Opening OPENING = new Opening(Duration.ofHours(24), List.of(new Opening.Opener("answer",
      Language.RO, "Răspuns: {text}", List.of(new Opening.Blank("text", "da")), "template answer ro",
      Set.of("APPROVED"))));

  final Hand clock = new Hand("2026-11-22T10:00:00Z");
  final AtomicInteger told = new AtomicInteger();
  final Database database;
  final ApiTokens tokens;
  final Api api;
  final Description described;
  private final WebClient client;
  private final int port;

  ApiScene(Database database, Vertx vertx, int perMinute) {
    this.database = database;
    this.client = WebClient.create(vertx);
    this.tokens = new ApiTokens(database, clock);
    var business = Business.defaults();
    var rules = new OutageRules(0, Duration.ofHours(24), Duration.ofHours(24));
    var post = new AlertPost(database, TEXTS, AlertRules.defaults(), List.of("sms"), "sms"::equals, (_, _, _) -> 1);
    var told = new OutageTold(new AlertRoom(database, post, business, clock), new RunBook(database, clock),
        new OutageWords(business.zone(), "0200"), rules);
    this.api = Apis.all(new Apis.Parts(database, clock, business.zone(), "https://bot.example.ro", perMinute, TEXTS,
        new WordingCheck(TEXTS, (_, _) -> new WordingCheck.Cost(1, true)),
        new ReadingReviews(database, new OutboxCodeSender(database.seal(), TEXTS, business), business, clock),
        new OutageDesk(database, new KnownStreets(database, clock), told, rules, clock),
        Duration.ofMinutes(15), Map.of("whatsapp", OPENING), Set.of("sms"), this.told::incrementAndGet));
    this.described = new Description(api.description());
    var router = Router.router(vertx);
    api.mount(router);
    port = Database.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  /** A colleague, and a token of theirs. */
  String token(String owner, Role role, Scope... scopes) {
    database.run("insert into staff (name, role) values ($1, $2) on conflict do nothing", owner, role.toString());
    return made(tokens.add(new ApiTokens.Wish("t" + UUID.randomUUID(), Set.of(scopes), owner, null)));
  }

  /** Everything a colleague of this role may have. */
  String token(String owner, Role role) {
    return token(owner, role, EnumSet.allOf(Scope.class).stream().filter(scope -> role.covers(scope.least()))
        .toArray(Scope[]::new));
  }

  /** A system's own token. */
  String system(Scope... scopes) {
    return made(tokens.add(new ApiTokens.Wish("s" + UUID.randomUUID(), Set.of(scopes), null, null)));
  }

  static String made(Made made) {
    assertThat(made).isInstanceOf(Made.Token.class);
    return ((Made.Token) made).token();
  }

  HttpResponse<Buffer> get(String path, @Nullable String token) {
    var request = client.get(port, "127.0.0.1", Api.ROOT + path);
    return checked("GET", path, Buffer.buffer(),
        Database.await((token == null ? request : request.bearerTokenAuthentication(token)).send()));
  }

  HttpResponse<Buffer> post(String path, String token, @Nullable String key, Buffer body) {
    var request = client.request(HttpMethod.POST, port, "127.0.0.1", Api.ROOT + path).bearerTokenAuthentication(token);
    if (key != null) {
      request.putHeader("Idempotency-Key", key);
    }
    return checked("POST", path, body, Database.await(request.sendBuffer(body)));
  }

  /** Of somebody without a token. */
  HttpResponse<Buffer> form(String path, String type, String body) {
    return Database.await(client.post(port, "127.0.0.1", Api.ROOT + path).putHeader("Content-Type", type)
        .sendBuffer(Buffer.buffer(body)));
  }

  /** Whatever a test is about, every answer is as the description says. */
  private HttpResponse<Buffer> checked(String method, String path, Buffer asked, HttpResponse<Buffer> answer) {
    described.check(method, path, asked, answer);
    return answer;
  }

  HttpResponse<Buffer> post(String path, String token, JsonObject body) {
    return post(path, token, UUID.randomUUID().toString(), body.toBuffer());
  }

  /** The body of an answer that must have this status. */
  static JsonObject body(int status, HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).as(() -> String.valueOf(answer.bodyAsString())).isEqualTo(status);
    return Objects.requireNonNull(answer.bodyAsJsonObject());
  }

  /** The word by which programs know why there was no answer. */
  static String code(int status, HttpResponse<Buffer> answer) {
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    return body(status, answer).getString("type").replace("urn:apaserv:problem:", "");
  }

  /** Somebody who wrote and waits for a person. */
  UUID person(String address, String said) {
    var id = UUID.randomUUID();
    database.run("insert into contact (id, channel, address, name) values ($1, 'sms', $2, 'Ana Popescu')", id, address);
    database.run("insert into conversation (id, waiting_since, waiting_reason) values ($1, now(), 'asked')", id);
    database.run("insert into address (channel, id, contact_id) values ('sms', $1, $2)", address, id);
    database.run("""
        insert into inbox (conversation_id, channel, provider_id, content, sent_at, done_at, outcome)
        values ($1, 'sms', $2, jsonb_build_object('kind', 'text', 'body', $3::text), now(), now(), 'answered')""", id,
        UUID.randomUUID().toString(), said);
    return id;
  }

  void channel(String name) {
    new ChannelStates(database).know(name);
  }

  /** A value that waits to be looked at. */
  long toCheck(String reference, UUID conversation) {
    database.run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          window_opens_on, window_closes_on, index, previous_index, status, note, submitted_at)
        values ($1, $1, $2, 'sms', '1010021', '22A936710', '2026-11-20', '2026-11-25', 1905, 1900, 'to_check',
          'unusual', '2026-11-20T08:00:00Z')""", reference, conversation);
    return database.first(row -> row.getLong(0), "select id from submitted_reading where reference = $1", reference)
        .orElseThrow();
  }

  void ticket(String number, UUID conversation) {
    database.run("""
        insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, body, place, filed_at,
          due_on) values ($1, $1, 'fault', 'no_water', $2, 'sms', 'ro', 'sunați la 0722000123', 'Roman', now(),
          '2026-12-20')""", number, conversation);
  }

  static JsonObject notice() {
    return new JsonObject().put("kind", "fault").put("effect", "no_water").put("starts_at", "2026-11-22T10:00:00Z")
        .put("works_end_at", "2026-11-22T14:00:00Z").put("cause", "remedierea unei avarii")
        .put("areas", new JsonArray()
            .add(new JsonObject().put("locality", "Roman").put("street", "Oituz").put("parity", "odd").put("from",
                "1")));
  }
}
