package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.api.ApiTokens.Made;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiTest {
  private static final int PER_MINUTE = 20;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private ApiScene scene;
  private String token;

  @BeforeEach
  void listen() {
    scene = new ApiScene(fresh.database(), fresh.vertx(), PER_MINUTE);
    token = scene.system(Scope.READINGS_READ);
  }

  private JsonObject readings(String query) {
    return ApiScene.body(200, scene.get("/readings" + query, token));
  }

  private static List<String> references(JsonObject page) {
    return page.getJsonArray("readings").stream().map(one -> ((JsonObject) one).getString("reference")).toList();
  }

  private void reading(String reference, String at) {
    reading(fresh.database(), reference, at);
  }

  private static void reading(Database database, String reference, String at) {
    database.run(
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
  void whatIsBeingWrittenIsWaitedForSoThatNothingAppearsBeforeWhatWasGiven() {
    var page = fresh.database().asOne(open -> {
      reading(open, "A1", "2026-11-19T21:59:00Z");
      var asked = CompletableFuture.supplyAsync(() -> readings(""));
      Beside.doneOrWaiting(fresh.database(), asked::isDone);
      return asked;
    }).join();
    assertThat(references(page)).containsExactly("A1");
    reading("A2", "2026-11-19T21:58:00Z");
    assertThat(references(readings("?cursor=" + page.getString("cursor")))).containsExactly("A2");
  }

  @Test
  void aWrongParameterIsSaidToBe() {
    for (var query : List.of("?since=yesterday", "?since=-999999999-01-01", "?since=%2B300000-01-01T00:00:00Z",
        "?limit=0", "?limit=2001", "?limit=x", "?cursor=-1", "?cursor=abc",
        "?offset=3")) {
      assertThat(ApiScene.code(400, scene.get("/readings" + query, token))).as(query).isEqualTo("wrong_request");
    }
  }

  @Test
  void onlyAGoodTokenOfTheScopeIsLetIn() {
    assertThat(ApiScene.code(401, scene.get("/readings", null))).isEqualTo("token_missing");
    assertThat(ApiScene.code(401, scene.get("/readings", "guessed"))).isEqualTo("token_unknown");
    assertThat(ApiScene.code(401, scene.get("/readings", "x".repeat(5000)))).isEqualTo("token_missing");
    assertThat(ApiScene.code(403, scene.get("/readings", scene.system(Scope.TICKETS_READ)))).isEqualTo("scope_missing");
    assertThat(ApiScene.code(404, scene.get("/nothing", token))).isEqualTo("not_found");
    assertThat(scene.get("/readings", "guessed").getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** A form would be taken apart before anybody asks for a token. */
  @Test
  void aFormIsNoBodyOfACall() {
    for (var type : List.of("multipart/form-data; boundary=", "Multipart/Form-Data;boundary", "multipart/x")) {
      assertThat(scene.form("/outages", type, "--b\r\n").statusCode()).as(type).isEqualTo(400);
    }
  }

  @Test
  void aTokenEndsWhenItIsRevokedOrTooOldAndItsNameIsFreeAgain() {
    var wish = new ApiTokens.Wish("billing", Set.of(Scope.READINGS_READ), null,
        clock().instant().plus(Duration.ofDays(1)));
    var good = ApiScene.made(scene.tokens.add(wish));
    assertThat(scene.tokens.add(wish)).as("the name is taken").isInstanceOf(Made.Taken.class);
    assertThat(scene.get("/readings", good).statusCode()).isEqualTo(200);
    clock().forward(Duration.ofDays(1));
    assertThat(ApiScene.code(401, scene.get("/readings", good))).as("too old").isEqualTo("token_unknown");

    assertThat(scene.tokens.revoke("billing")).isTrue();
    assertThat(scene.tokens.revoke("billing")).isFalse();
    var next = ApiScene
        .made(scene.tokens.add(new ApiTokens.Wish("billing", Set.of(Scope.READINGS_READ), null, null)));
    assertThat(scene.get("/readings", next).statusCode()).isEqualTo(200);
    scene.tokens.revoke("billing");
    assertThat(ApiScene.code(401, scene.get("/readings", next))).isEqualTo("token_unknown");
  }

  @Test
  void aTokenHasTheRightsOfItsOwnerAndNoMore() {
    fresh.database().run("insert into staff (name, role) values ('vera', 'viewer')");
    assertThat(scene.tokens.add(new ApiTokens.Wish("a", Set.of(Scope.OUTAGES_WRITE), "vera", null)))
        .isEqualTo(new Made.NotTheirs(Scope.OUTAGES_WRITE));
    assertThat(scene.tokens.add(new ApiTokens.Wish("a", Set.of(Scope.TICKETS_WRITE), null, null)))
        .as("nobody would answer for it").isEqualTo(new Made.NotTheirs(Scope.TICKETS_WRITE));
    assertThat(scene.tokens.add(new ApiTokens.Wish("a", Set.of(Scope.TICKETS_READ), "nobody", null)))
        .isInstanceOf(Made.NoOwner.class);

    var accounts = new StaffAccounts(fresh.database(), clock());
    var operator = scene.token("olga", Role.OPERATOR);
    assertThat(scene.get("/runs", operator).statusCode()).isEqualTo(200);
    accounts.change("olga", Role.VIEWER);
    assertThat(ApiScene.code(403, scene.get("/runs", operator))).as("no longer an operator").isEqualTo("role_missing");
    accounts.disable("olga");
    assertThat(ApiScene.code(401, scene.get("/readings", operator))).as("let go").isEqualTo("token_unknown");
  }

  private Hand clock() {
    return scene.clock;
  }

  @Test
  void theTokenIsNotKeptAndEveryCallIsWrittenDown() {
    reading("A1", "2026-11-19T21:59:00Z");
    readings("?since=2026-11-01");
    assertThat(fresh.database().first(row -> row.getString(0), "select t::text from api_token t").orElseThrow())
        .doesNotContain(token);
    assertThat(fresh.database().list(row -> row.getString(0) + " " + row.getJson(1),
        "select action, detail from api_audit order by id")).containsExactly(
            "token_added {\"scopes\":[\"readings:read\"]}", "readings {\"readings\":1}");
    assertThat(scene.tokens.list().getFirst().lastUsedAt()).isEqualTo(clock().instant());
  }

  @Test
  void aTokenHasItsShareOfCalls() {
    for (int i = 0; i < PER_MINUTE; i++) {
      readings("");
    }
    var refused = scene.get("/readings", token);
    assertThat(ApiScene.code(429, refused)).isEqualTo("too_many_calls");
    assertThat(refused.getHeader("Retry-After")).isEqualTo("60");
    clock().forward(Duration.ofMinutes(1));
    assertThat(scene.get("/readings", token).statusCode()).isEqualTo(200);
  }
}
