package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.ReadingsExport;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  private static final int PER_MINUTE = 20;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private ApiTokens tokens;
  private String token;
  private int port;

  @BeforeEach
  void listen() {
    tokens = new ApiTokens(fresh.database(), clock);
    token = tokens.add("billing", Set.of(Scope.READINGS_READ)).orElseThrow();
    var router = Router.router(vertx);
    Apis.all(fresh.database(), Business.defaults(), "https://bot.example.ro", PER_MINUTE, clock).mount(router);
    port = Database.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterEach
  void close() {
    Database.await(vertx.close());
  }

  private HttpResponse<Buffer> get(String path, String bearer) {
    return Database.await(client.get(port, "127.0.0.1", path).bearerTokenAuthentication(bearer).send());
  }

  private JsonObject readings(String query) {
    var answer = get("/api/v1/readings" + query, token);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Objects.requireNonNull(answer.bodyAsJsonObject());
  }

  private static List<String> references(JsonObject page) {
    return page.getJsonArray("readings").stream().map(one -> ((JsonObject) one).getString("reference")).toList();
  }

  private void reading(String reference, String at) {
    fresh.database().run(
        """
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          index, previous_index, consumption, status, submitted_at)
        values ($1, $1, gen_random_uuid(), 'sms', '1010021', '22A936710', 1905, 1900, 5, 'accepted', $2::text::timestamptz)""",
        reference, at);
  }

  @Test
  void readingsComePageByPageInOneOrder() {
    for (int i = 0; i < 7; i++) {
      reading("R" + i, "2026-11-20T08:0" + (9 - i) + ":00Z");
    }
    var seen = new ArrayList<String>();
    var page = readings("?limit=3");
    while (page.getString("next") != null) {
      seen.addAll(references(page));
      page = readings("?limit=3&cursor=" + page.getString("next"));
    }
    seen.addAll(references(page));

    assertThat(seen).containsExactly("R0", "R1", "R2", "R3", "R4", "R5", "R6");
    reading("R7", "2026-11-20T09:00:00Z");
    assertThat(references(readings("?cursor=" + page.getString("cursor")))).containsExactly("R7");
  }

  @Test
  void sinceTakesADayOfTheUtilityOrAMoment() {
    reading("A1", "2026-11-19T21:59:00Z");
    reading("A2", "2026-11-19T22:01:00Z");
    assertThat(references(readings("?since=2026-11-20"))).containsExactly("A2");
    assertThat(references(readings("?since=2026-11-19T21:59:00Z"))).containsExactly("A1", "A2");
    assertThat(references(readings("?since=2026-11-20T00:00:30%2B02:00"))).containsExactly("A2");
  }

  @Test
  void whatIsStillBeingWrittenIsLeftForTheNextCall() {
    reading("A1", "2026-11-19T21:59:00Z");
    fresh.database().run("update submitted_reading set submitted_at = now()");
    assertThat(references(readings(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?since=yesterday", "?limit=0", "?limit=2001", "?limit=x", "?cursor=-1", "?cursor=abc",
      "?offset=3"})
  void aWrongParameterIsSaidToBe(String query) {
    var answer = get("/api/v1/readings" + query, token);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(Objects.requireNonNull(answer.bodyAsJsonObject()).getString("title")).isNotBlank();
  }

  @Test
  void onlyAGoodTokenOfTheScopeIsLetIn() {
    assertThat(Database.await(client.get(port, "127.0.0.1", "/api/v1/readings").send()).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/readings", "guessed").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/readings", "x".repeat(5000)).statusCode()).isEqualTo(401);
    var other = tokens.add("other", Set.of()).orElseThrow();
    assertThat(get("/api/v1/readings", other).statusCode()).isEqualTo(403);
    assertThat(tokens.add("billing", Set.of(Scope.READINGS_READ))).as("the name is taken").isEmpty();
    assertThat(tokens.revoke("billing")).isTrue();
    assertThat(tokens.revoke("billing")).isFalse();
    assertThat(get("/api/v1/readings", token).statusCode()).isEqualTo(401);
    assertThat(tokens.add("billing", Set.of(Scope.READINGS_READ))).as("free again").isPresent();
  }

  @Test
  void theTokenIsNotKeptAndEveryCallIsWrittenDown() {
    reading("A1", "2026-11-19T21:59:00Z");
    readings("?since=2026-11-01");
    assertThat(fresh.database().first(row -> row.getString(0), "select t::text from api_token t").orElseThrow())
        .doesNotContain(token);
    assertThat(fresh.database().list(row -> row.getString(0) + " " + row.getJson(1),
        "select action, detail from api_audit order by id")).containsExactly(
            "token_added {\"scopes\":[\"readings:read\"]}",
            "readings:read {\"rows\":1,\"since\":\"2026-11-01\",\"cursor\":0}");
  }

  @Test
  void aTokenHasItsShareOfCalls() {
    for (int i = 0; i < PER_MINUTE; i++) {
      readings("");
    }
    var refused = get("/api/v1/readings", token);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("60");
    clock.forward(Duration.ofMinutes(1));
    assertThat(get("/api/v1/readings", token).statusCode()).isEqualTo(200);
  }

  @Test
  void theDescriptionIsValidAndTheAnswersAreAsItSays() {
    reading("A1", "2026-11-19T21:59:00Z");
    var described = Database.await(client.get(port, "127.0.0.1", "/api/v1/openapi.json").send()).bodyAsJsonObject();
    var contract = Database.await(OpenAPIContract.from(vertx, described));
    assertThat(contract.operations()).hasSize(1);
    var validator = ResponseValidator.create(vertx, contract);
    for (var query : List.of("", "?limit=1", "?limit=0")) {
      var answer = get("/api/v1/readings" + query, token);
      var checked = Database.await(validator.validate(ValidatableResponse.create(answer.statusCode(), answer.body(),
          String.valueOf(answer.getHeader("Content-Type"))), "readings"));
      assertThat(checked.getBody()).isNotNull();
    }
    var columns = new JsonArray(
        new ArrayList<>(Objects.requireNonNull(described).getJsonObject("components").getJsonObject("schemas")
            .getJsonObject("Reading").getJsonObject("properties").fieldNames()));
    assertThat(columns.stream().map(String::valueOf).toList()).isEqualTo(ReadingsExport.COLUMNS);
  }
}
