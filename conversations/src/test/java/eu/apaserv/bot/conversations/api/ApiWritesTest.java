package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.TakeOvers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiWritesTest {
  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private static ApiScene scene;
  private static int people;

  /** A colleague of this test alone. */
  private String olga;
  private String operator;
  private UUID person;

  @BeforeAll
  static void listen() {
    scene = new ApiScene(fresh.database(), fresh.vertx(), 100_000);
  }

  @BeforeEach
  void somebodyWrites() {
    olga = "olga-" + ++people;
    operator = scene.token(olga, Role.OPERATOR);
    person = scene.person("+4072200%04d".formatted(people), "sunați-mă la 0744 555 666 sau ana.pop@mail.ro");
  }

  private String at(String step) {
    return "/conversations/" + person + step;
  }

  private JsonObject done(String path, String token) {
    return ApiScene.body(200, scene.post(path, token, new JsonObject()));
  }

  private long sent() {
    return count("select count(*) from outbox where conversation_id = $1");
  }

  /** @param sql with the person as its one parameter */
  private long count(String sql) {
    return fresh.database().first(row -> row.getLong(0), sql, person).orElseThrow();
  }

  /** Answers kept for the tokens of this test's colleague. */
  private long kept() {
    return fresh.database().first(row -> row.getLong(0), """
        select count(*) from api_call c join api_token t on t.id = c.token_id join staff s on s.id = t.owner_id
        where s.name = $1""", olga).orElseThrow();
  }

  private List<String> audit() {
    return fresh.database().list(row -> row.getString(0) + " " + row.getString(1),
        "select staff_name, action from audit_log where subject = $1 order by id", person.toString());
  }

  private static Buffer says(String text) {
    return new JsonObject().put("text", text).toBuffer();
  }

  @Test
  void nobodyWritesInWhatAColleagueHolds() {
    var other = scene.token("oana", Role.OPERATOR);
    assertThat(ApiScene.code(409, scene.post(at("/reply"), operator, "1", says("Bună")))).isEqualTo("not_held");
    assertThat(done(at("/take"), operator).getString("owner")).isEqualTo(olga);
    assertThat(ApiScene.code(409, scene.post(at("/take"), other, new JsonObject()))).isEqualTo("held");
    assertThat(ApiScene.code(409, scene.post(at("/reply"), other, "2", says("Eu")))).isEqualTo("not_held");
    assertThat(ApiScene.code(409, scene.post(at("/hand-back"), other, new JsonObject()))).isEqualTo("not_held");
    ApiScene.body(200, scene.post(at("/reply"), operator, "3", says("Bună")));
    assertThat(sent()).isEqualTo(1);
    assertThat(done(at("/hand-back"), operator).getString("owner")).isNull();
    assertThat(audit()).hasSize(3).allMatch(line -> line.startsWith(olga + " (t"))
        .map(line -> line.replaceAll(".* ", ""))
        .containsExactly("conversation.taken", "conversation.answered", "conversation.handed_back");
  }

  @Test
  void aLeaseThatRanOutIsNoLeaseAndAPageOfTheConsoleHoldsItAlike() {
    done(at("/take"), operator);
    fresh.database().run("update conversation set owner_until = now() - interval '1 s' where id = $1", person);
    assertThat(ApiScene.code(409, scene.post(at("/reply"), operator, "1", says("Bună")))).isEqualTo("not_held");
    assertThat(
        new TakeOvers(fresh.database(), Duration.ofMinutes(15)).take(person, new Member(7, "maria", Role.OPERATOR)))
        .isTrue();
    assertThat(ApiScene.code(409, scene.post(at("/take"), operator, new JsonObject()))).isEqualTo("held");
  }

  @Test
  void theSameCallUnderTheSameKeyIsDoneOnceAndAnsweredAlike() {
    done(at("/take"), operator);
    var first = ApiScene.body(200, scene.post(at("/reply"), operator, "k1", says("Bună")));
    var again = ApiScene.body(200, scene.post(at("/reply"), operator, "k1", says("Bună")));
    assertThat(again).isEqualTo(first);
    assertThat(sent()).isEqualTo(1);
    assertThat(ApiScene.code(422, scene.post(at("/reply"), operator, "k1", says("Altceva")))).isEqualTo("key_reused");
    assertThat(ApiScene.code(400, scene.post(at("/reply"), operator, null, says("Bună")))).isEqualTo("key_missing");
    assertThat(ApiScene.code(400, scene.post(at("/reply"), operator, "cu spațiu", says("Bună"))))
        .isEqualTo("key_missing");
    var other = scene.token(olga, Role.OPERATOR);
    ApiScene.body(200, scene.post(at("/reply"), other, "k1", says("Bună")));
    assertThat(sent()).as("a key is the token's own").isEqualTo(2);
  }

  @Test
  void callsUnderOneKeyAtOnceAreOneCall() throws Exception {
    done(at("/take"), operator);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls = IntStream.range(0, 6).mapToObj(
          _ -> threads.submit(() -> scene.post(at("/reply"), operator, "one", says("Bună")).statusCode())).toList();
      for (var call : calls) {
        assertThat(call.get()).isEqualTo(200);
      }
    }
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeDoneLeavesNothingAndMayBeTriedAgain() {
    int before = scene.told.get();
    assertThat(ApiScene.code(409, scene.post(at("/reply"), operator, "k1", says("Bună")))).isEqualTo("not_held");
    assertThat(kept()).isZero();
    done(at("/take"), operator);
    ApiScene.body(200, scene.post(at("/reply"), operator, "k1", says("Bună")));
    assertThat(sent()).isEqualTo(1);
    assertThat(scene.told.get() - before).as("the sender is rung for what was done").isEqualTo(2);
  }

  @Test
  void whenTheAuditCannotBeWrittenNothingIsDone() {
    fresh.database()
        .run("alter table audit_log add constraint full_disk check (action <> 'conversation.taken') not valid");
    assertThat(ApiScene.code(503, scene.post(at("/take"), operator, new JsonObject()))).isEqualTo("unavailable");
    fresh.database().run("alter table audit_log drop constraint full_disk");
    assertThat(count("select count(*) from conversation where owner is not null and id = $1")).isZero();
    assertThat(kept()).isZero();
  }

  @Test
  void whoeverWroteADraftCannotApproveItWithAnotherToken() {
    var ana = scene.token("ana", Role.DISPATCHER);
    var hers = scene.token("ana", Role.DISPATCHER);
    var outage = ApiScene.body(200, scene.post("/outages", ana, ApiScene.notice()));
    var path = "/outages/" + outage.getLong("id");
    var seen = new JsonObject().put("draft_no", 1);
    new Billing(fresh.database()).customer("1010021", null, null);
    assertThat(ApiScene.code(409, scene.post(path + "/approve", hers, seen))).isEqualTo("own_draft");
    assertThat(ApiScene.code(403, scene.post(path + "/approve", operator, seen))).isEqualTo("scope_missing");
    var ion = scene.token("ion", Role.DISPATCHER);
    assertThat(ApiScene.code(409, scene.post(path + "/approve", ion, new JsonObject().put("draft_no", 9))))
        .isEqualTo("outage_changed");
    assertThat(ApiScene.body(200, scene.post(path + "/approve", ion, seen)).getString("approved_by")).isEqualTo("ion");
  }

  @Test
  void whomAConversationIsWithIsMaskedUntilSomebodySaysWhy() {
    fresh.database().run("update conversation set waiting_reason = $2 where id = $1", person,
        "asked for a person: sunati-ma la 0744 555 777 pe 27.11.2026");
    var masked = scene.get(at("/messages"), operator).bodyAsString();
    assertThat(masked).doesNotContain("0744", "ana.pop").contains("mail.ro");
    assertThat(scene.get(at(""), operator).bodyAsString()).doesNotContain("72200", "Popescu", "0744")
        .contains("•••• ••• 777 pe 27.11.2026");
    assertThat(scene.get("/search?q=popescu&limit=200", operator).bodyAsString()).doesNotContain("Popescu", "72200")
        .contains(person.toString());
    assertThat(audit()).isEmpty();

    assertThat(scene.get(at("?reason=reclamatie"), operator).bodyAsString()).contains("+4072200", "Popescu");
    assertThat(scene.get(at("/messages?reason=reclamatie"), operator).bodyAsString()).contains("0744 555 666");
    assertThat(audit()).hasSize(2).allMatch(line -> line.endsWith("personal_data.revealed"));
    assertThat(ApiScene.code(403, scene.get(at("?reason=x"), scene.system(Scope.CONVERSATIONS_READ))))
        .isEqualTo("scope_missing");
  }

  @Test
  void whatATicketWasAnsweredAndWhyAMessageFailedAreMaskedAsWhatWasSaid() {
    scene.ticket("R-2026-000077", person);
    scene.post("/tickets/R-2026-000077/answer", operator, new JsonObject().put("text", "Sunați la 0744 555 777"));
    assertThat(scene.get("/tickets/R-2026-000077", operator).bodyAsString()).doesNotContain("0744 555")
        .contains("•••• ••• 777");
    fresh.database().run("""
        insert into outbox (conversation_id, channel, address, content, state, error)
        values ($1, 'sms', 'x', '{"kind":"text","body":"x"}', 'failed', '21211: +40744555777 is no number')""", person);
    assertThat(scene.get(at("/messages"), operator).bodyAsString()).doesNotContain("40744555").contains("21211");
  }

  @Test
  void aTokenWithAllScopesButOneIsDeniedEverythingOfThatOne() {
    for (var missing : Scope.values()) {
      var others = EnumSet.complementOf(EnumSet.of(missing)).toArray(Scope[]::new);
      var token = scene.token("boss", Role.ADMIN, others);
      scene.api.endpoints().stream().filter(endpoint -> endpoint.scope() == missing)
          .forEach(endpoint -> assertThat(ApiScene.code(403, called(endpoint, token))).as(endpoint.operation())
              .isEqualTo("scope_missing"));
    }
  }

  @Test
  void anOwnerWhoseRoleWasTakenAwayIsDeniedWhatTheRoleMayNotDo() {
    var token = scene.token("former", Role.ADMIN);
    for (var role : Role.values()) {
      fresh.database().run("update staff set role = $1 where name = 'former'", role.toString());
      for (var endpoint : scene.api.endpoints()) {
        var answer = called(endpoint, token);
        if (role.covers(endpoint.least())) {
          assertThat(answer.statusCode()).as(endpoint.operation()).isNotEqualTo(403);
        } else {
          assertThat(ApiScene.code(403, answer)).as(endpoint.operation()).isEqualTo("role_missing");
        }
      }
    }
  }

  private static HttpResponse<Buffer> called(Endpoint endpoint, String token) {
    return endpoint.writes()
        ? scene.post(path(endpoint), token, new JsonObject())
        : scene.get(path(endpoint), token);
  }

  private static String path(Endpoint endpoint) {
    return endpoint.path().replace("/conversations/:id", "/conversations/" + UUID.randomUUID())
        .replace(":id", "987654").replaceAll(":\\w+", "none");
  }

  @Test
  void aBodyThatIsNotAsItMustBeIsRefused() {
    done(at("/take"), operator);
    for (var body : List.of("{", "[]", "\"x\"", "{\"text\":5}", "{\"text\":\"\"}", "{\"text\":\"  \"}", "{}",
        "{\"text\":\"a\",\"choices\":\"x\"}", "{\"text\":\"a\",\"choices\":[1]}", "{\"text\":\"a\",\"choices\":[\"\"]}",
        "{\"text\":\"a\",\"more\":1}", "{\"text\":\"a\",\"choices\":{}}")) {
      assertThat(ApiScene.code(400, scene.post(at("/reply"), operator, "k", Buffer.buffer(body)))).as(body)
          .isEqualTo("wrong_request");
    }
    assertThat(sent()).isZero();
  }

  @Test
  void hostileValuesAreRefusedAndBreakNothing() {
    done(at("/take"), operator);
    var deep = "[".repeat(20_000) + "]".repeat(20_000);
    assertThat(scene.post(at("/reply"), operator, "k", Buffer.buffer("{\"text\":" + deep + "}")).statusCode())
        .isEqualTo(400);
    assertThat(ApiScene.code(413, scene.post(at("/reply"), operator, "k", says("x".repeat(2_000_000)))))
        .isEqualTo("too_large");
    assertThat(ApiScene.code(400, scene.post(at("/reply"), operator, "k", says("x".repeat(4001)))))
        .isEqualTo("wrong_request");
    ApiScene.body(200, scene.post(at("/reply"), operator, "k", says("a\0b")));
    for (var path : List.of("/conversations/x", "/conversations/" + UUID.randomUUID(), "/tickets/%00",
        "/runs/99999999999999999999",
        "/outages/-1", "/outages/0", "/texts/ro/none", "/texts/xx/menu.first")) {
      assertThat(ApiScene.code(404, scene.get(path, scene.token("hanna", Role.ADMIN)))).as(path).isEqualTo("not_found");
    }
    for (var query : List.of("who=x", "limit=0", "limit=201", "cursor=x", "cursor=9", "more=1",
        "channel=" + "x".repeat(201))) {
      assertThat(ApiScene.code(400, scene.get("/conversations?" + query, operator))).as(query)
          .isEqualTo("wrong_request");
    }
  }

  @Test
  void anOutageThatCannotBeIsSaidToBeWrong() {
    var ana = scene.token("ana", Role.DISPATCHER);
    for (var wrong : List.of(ApiScene.notice().put("starts_at", "azi"), ApiScene.notice().put("kind", "storm"),
        ApiScene.notice().putNull("starts_at"), ApiScene.notice().put("areas", new JsonArray()),
        ApiScene.notice().put("areas", new JsonArray().add("Roman")),
        ApiScene.notice().put("areas", new JsonArray().add(new JsonObject().put("street", "Oituz"))),
        ApiScene.notice().put("works_end_at", "2026-11-20T00:00:00Z"),
        ApiScene.notice().put("cause", "x".repeat(501)))) {
      assertThat(ApiScene.code(400, scene.post("/outages", ana, wrong))).as(wrong.encode()).isEqualTo("wrong_request");
    }
    assertThat(ApiScene.body(200, scene.get("/outages", ana)).getJsonArray("outages").encode())
        .doesNotContain("storm");
  }
}
