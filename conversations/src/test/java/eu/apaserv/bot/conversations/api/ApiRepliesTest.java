package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files both ways, and approved words where no others are taken. */
class ApiRepliesTest {
  private static final String PNG = Base64.getEncoder()
      .encodeToString(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'});

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private ApiScene scene;
  private String olga;
  private UUID person;

  @BeforeEach
  void somebodyIsAnswered() {
    scene = new ApiScene(fresh.database(), fresh.vertx(), 1000);
    olga = scene.token("olga", Role.OPERATOR);
    person = scene.person("+40722000777", "uite poza");
    ApiScene.body(200, scene.post("/conversations/" + person + "/take", olga, new JsonObject()));
  }

  private JsonObject reply(int status, JsonObject body) {
    return ApiScene.body(status, scene.post("/conversations/" + person + "/reply", olga, body));
  }

  private static JsonObject template(String... values) {
    return new JsonObject().put("template", new JsonObject().put("name", "answer").put("language", "ro")
        .put("values", new JsonArray(List.of(values))));
  }

  private String last() {
    return fresh.database().first(row -> row.getString(0),
        "select content::text from outbox where conversation_id = $1 order by id desc limit 1", person).orElseThrow();
  }

  @Test
  void aFileGoesOutAsWhatItsBytesSay() {
    fresh.database().run("update contact set channel = 'telegram' where id = $1", person);
    var file = new JsonObject().put("name", "../schema.exe").put("base64", PNG);
    reply(200, new JsonObject().put("file", file).put("text", "Schema"));
    assertThat(last()).contains("Schema", ".png").doesNotContain("exe");
    var program = new JsonObject().put("name", "a.png").put("base64",
        Base64.getEncoder().encodeToString("MZ program that calls itself a picture".getBytes(StandardCharsets.UTF_8)));
    assertThat(reply(400, new JsonObject().put("file", program)).getString("detail")).contains("neither");
    reply(400, new JsonObject().put("file", new JsonObject().put("name", "a").put("base64", "%%%%")));
  }

  @Test
  void aChannelThatCarriesNoFilesTakesTheTextAlone() {
    var file = new JsonObject().put("name", "schema").put("base64", PNG);
    var refused = reply(409, new JsonObject().put("file", file).put("text", "Schema"));
    assertThat(refused.getString("type")).endsWith("no_files");
    assertThat(fresh.database().first(row -> row.getLong(0), "select count(*) from outbox")).contains(0L);
    reply(200, new JsonObject().put("text", "Schema"));
  }

  @Test
  void whereTheWindowIsClosedOnlyApprovedWordsAreTaken() {
    fresh.database().run("update contact set channel = 'whatsapp' where id = $1", person);
    fresh.database().run("update inbox set sent_at = '2026-11-20T08:00:00Z', received_at = '2026-11-20T08:00:00Z'");
    assertThat(reply(409, new JsonObject().put("text", "Bună ziua")).getString("type")).endsWith("window_closed");
    assertThat(reply(409, template("mâine")).getString("type")).as("not approved yet").endsWith("no_template");
    fresh.database().run("""
        insert into standing (channel, subject, aspect, value, good, at)
        values ('whatsapp', 'template answer ro', 'status', 'APPROVED', true, now())""");
    reply(400, template());
    reply(400, template("mâine").put("text", "și altceva"));
    reply(200, template("mâine\nla  prânz"));
    assertThat(last()).contains("Răspuns: mâine la prânz");
  }

  @Test
  void aPictureIsReadForAReasonThatTheLogKeeps() {
    fresh.database().run("""
        with file as (
          insert into attachment_file (sha256, type, bytes) values (decode('01', 'hex'), 'png', decode('0102', 'hex'))
          returning sha256
        )
        insert into attachment (inbox_id, conversation_id, channel, provider_id, kind, state, sha256)
        select i.id, $1, 'sms', 'media.1', 'image', 'kept', file.sha256 from inbox i, file""", person);
    var messages = ApiScene.body(200, scene.get("/conversations/" + person + "/messages", olga));
    var file = messages.getJsonArray("messages").getJsonObject(0).getJsonArray("files").getInteger(0);
    var path = "/conversations/" + person + "/files/" + file;
    ApiScene.body(400, scene.get(path, olga));
    ApiScene.body(403, scene.get(path + "?reason=x", scene.token("ion", Role.OPERATOR, Scope.CONVERSATIONS_READ)));
    assertThat(ApiScene.body(200, scene.get(path + "?reason=avarie", olga)).getString("base64")).isEqualTo("AQI=");
    var other = scene.person("+40722000778", "altcineva");
    ApiScene.body(404, scene.get("/conversations/" + other + "/files/" + file + "?reason=x", olga));
    assertThat(fresh.database().list(row -> row.getString(0),
        "select subject from audit_log where action = 'personal_data.revealed' and reason = 'avarie'"))
        .containsExactly(person.toString());
  }
}
