package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.api.Description.Described;
import eu.apaserv.bot.conversations.importing.ReadingsExport;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.RunBook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The description and the calls are the same, in both directions, and so are its schemas and the answers. */
class ApiDescriptionTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private ApiScene scene;

  @BeforeEach
  void listen() {
    scene = new ApiScene(fresh.database(), fresh.vertx(), 1000);
  }

  @Test
  void everyCallIsDescribedAndEverythingDescribedCanBeCalled() {
    var made = scene.api.endpoints().stream().map(one -> new Described(one.method().name(), one.path(),
        one.operation(), one.scope().code(), one.known())).toList();
    assertThat(scene.described.all()).containsExactlyInAnyOrderElementsOf(made);
    assertThat(Set.copyOf(made)).as("none twice").hasSameSizeAs(made);
  }

  @Test
  void whatIsServedIsAValidDescription() {
    var served = ApiScene.body(200, scene.get("/openapi.json", null));
    var contract = Database.await(OpenAPIContract.from(fresh.vertx(), readable(served)));
    assertThat(contract.operations()).hasSameSizeAs(scene.api.endpoints());
    assertThat(served.getJsonArray("servers").getJsonObject(0).getString("url"))
        .isEqualTo("https://bot.example.ro/api/v1");
    assertThat(List.copyOf(served.getJsonObject("components").getJsonObject("schemas").getJsonObject("Reading")
        .getJsonObject("properties").fieldNames())).isEqualTo(ReadingsExport.COLUMNS);
  }

  /** The library that reads it knows no problems by their own type. */
  private static JsonObject readable(JsonObject served) {
    return new JsonObject(served.encode().replace("application/problem+json", "application/json"));
  }

  @Test
  void whatIsNotAsDescribedWouldBeFound() {
    var decided = new JsonObject().put("id", 1).put("decided", "accepted");
    scene.described.valid("Decided", decided);
    for (var wrong : List.of(decided.copy().put("decided", "perhaps"), decided.copy().put("id", "1"),
        decided.copy().put("more", 1), new JsonObject().put("id", 1))) {
      assertThatThrownBy(() -> scene.described.valid("Decided", wrong)).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void everyOperationAnswersAsDescribed() {
    var admin = scene.token("ana", Role.ADMIN);
    var id = scene.person("+40722000111", "nu am apă");
    conversations(admin, id);
    readings(admin, id);
    tickets(admin, id);
    outages(admin);
    runs(admin);
    done(admin, "/privacy/requests",
        Map.of("kind", "access", "conversation", id.toString(), "reason", "scrisoarea 1520",
            "received_on", "2026-11-20"));
    assertThat(ApiScene.body(200, scene.get("/privacy/requests", admin)).encode()).contains("2026-12-20")
        .doesNotContain("+40722000111");
    scene.channel("sms");
    for (var path : List.of("/texts?limit=2", "/texts/ro/menu.first", "/reports?from=2026-11-01&to=2026-11-30",
        "/channels",
        "/search?q=apa")) {
      ApiScene.body(200, scene.get(path, admin));
    }
    done(admin, "/channels/sms/pause", Map.of("reason", "mentenanță"));
    done(admin, "/channels/sms/resume", Map.of());

    var all = scene.api.endpoints().stream().map(Endpoint::operation).toList();
    assertThat(scene.described.answered()).containsExactlyInAnyOrderElementsOf(all);
  }

  private JsonObject done(String token, String path, Map<String, Object> body) {
    return ApiScene.body(200, scene.post(path, token, new JsonObject(body)));
  }

  private void conversations(String admin, UUID id) {
    for (var path : List.of("/conversations", "/conversations?who=staff", "/conversations?who=assistant&limit=1",
        "/conversations/" + id, "/conversations/" + id + "/messages", "/conversations/" + id + "?reason=cerere")) {
      ApiScene.body(200, scene.get(path, admin));
    }
    var at = "/conversations/" + id;
    file(admin, id);
    done(admin, at + "/take", Map.of());
    done(admin, at + "/reply", Map.of("text", "Bună ziua", "choices", new JsonArray().add("Da").add("Nu")));
    done(admin, at + "/note", Map.of("text", "de sunat"));
    done(admin, at + "/hand-back", Map.of());
    done(admin, at + "/take", Map.of());
    done(admin, at + "/close", Map.of());
    assertThat(ApiScene.body(200, scene.get(at + "/messages", admin)).getJsonArray("messages")).hasSizeGreaterThan(1);
  }

  private void file(String admin, UUID id) {
    long file = fresh.database().first(row -> row.getLong(0), """
        with file as (
          insert into attachment_file (sha256, type, bytes) values (decode('01', 'hex'), 'png', decode('01', 'hex'))
          returning sha256
        )
        insert into attachment (inbox_id, conversation_id, channel, provider_id, kind, state, sha256)
        select 1, $1, 'sms', 'media.1', 'image', 'kept', file.sha256 from file returning id""", id).orElseThrow();
    ApiScene.body(200, scene.get("/conversations/" + id + "/files/" + file + "?reason=cerere", admin));
  }

  private void readings(String admin, UUID id) {
    new Billing(fresh.database()).customer("1010021", null, null).meter("1010021", "P1", "22A936710");
    long one = scene.toCheck("R1", id);
    long other = scene.toCheck("R2", id);
    ApiScene.body(200, scene.get("/readings", admin));
    assertThat(ApiScene.body(200, scene.get("/readings/to-check", admin)).getJsonArray("readings")).hasSize(2);
    done(admin, "/readings/to-check/" + one + "/accept", Map.of());
    done(admin, "/readings/to-check/" + other + "/reject", Map.of("reason", "nu se vede"));
  }

  private void tickets(String admin, UUID id) {
    scene.ticket("R-2026-000001", id);
    ApiScene.body(200, scene.get("/tickets?kind=fault", admin));
    var at = "/tickets/R-2026-000001";
    done(admin, at + "/take", Map.of());
    done(admin, at + "/expect", Map.of("at", "2026-11-23T10:00:00+02:00"));
    done(admin, at + "/answer", Map.of("text", "Venim azi"));
    done(admin, at + "/note", Map.of("text", "Sună la 0722000111"));
    done(admin, at + "/close", Map.of("text", "S-a remediat"));
    var ticket = ApiScene.body(200, scene.get(at, admin));
    assertThat(ticket.getJsonArray("events")).hasSize(4);
    assertThat(ticket.getJsonArray("notes").encode()).contains("Sună la").doesNotContain("0722000111");
  }

  private void outages(String admin) {
    var other = scene.token("ion", Role.DISPATCHER);
    var drafted = ApiScene.body(200, scene.post("/outages", admin, ApiScene.notice()));
    var at = "/outages/" + drafted.getLong("id");
    done(admin, at + "/edit", with(ApiScene.notice().put("details", "aval de pod"), "draft_no", 1));
    ApiScene.body(200, scene.get(at + "/preview", admin));
    done(other, at + "/approve", Map.of("draft_no", 2));
    var published = done(admin, at + "/publish", Map.of("draft_no", 2));
    assertThat(published.getString("status")).isEqualTo("active");
    var later = done(admin, at + "/postpone", Map.of("version", published.getInteger("version"), "works_end_at",
        "2026-11-22T18:00:00Z"));
    ApiScene.body(200, scene.get("/outages", admin));
    done(admin, at + "/restore", Map.of("version", later.getInteger("version")));
    ApiScene.body(200, scene.get(at, admin));
    var mistake = ApiScene.body(200, scene.post("/outages", admin, ApiScene.notice()));
    done(admin, "/outages/" + mistake.getLong("id") + "/cancel", Map.of("version", 0));
  }

  private static Map<String, Object> with(JsonObject body, String name, Object value) {
    return body.copy().put(name, value).getMap();
  }

  private void runs(String admin) {
    var book = new RunBook(fresh.database(), scene.clock);
    var runs = new ArrayList<Long>();
    for (var key : List.of("a", "b")) {
      runs.add(book.draft(new Draft(key, "outage", "Avarie", "{}", false, "ana")).id());
      fresh.database().run("update run set state = 'running' where key = $1", key);
    }
    ApiScene.body(200, scene.get("/runs?limit=1", admin));
    var at = "/runs/" + runs.getFirst();
    done(admin, at + "/pause", Map.of());
    done(admin, at + "/resume", Map.of());
    done(admin, at + "/cancel", Map.of());
    assertThat(ApiScene.body(200, scene.get(at, admin)).getString("state")).isEqualTo("cancelled");
  }
}
