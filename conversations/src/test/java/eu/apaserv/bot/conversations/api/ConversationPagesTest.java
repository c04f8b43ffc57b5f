package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of conversations, page by page. */
class ConversationPagesTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private ApiScene scene;
  private String operator;

  @BeforeEach
  void listen() {
    scene = new ApiScene(fresh.database(), fresh.vertx(), 100_000);
    operator = scene.token("olga", Role.OPERATOR);
  }

  private void take(UUID person) {
    ApiScene.body(200, scene.post("/conversations/" + person + "/take", operator, new JsonObject()));
  }

  @ParameterizedTest
  @CsvSource({"assistant, waiting_since = null", "waiting, waiting_since = '2026-11-20'",
      "staff, 'waiting_since = null, owner = ''Maria'''"})
  void pagesOfConversationsCoverAllOfThemOnce(String who, String stand) {
    for (int i = 0; i < 5; i++) {
      scene.person("+4074400020" + i, "m" + i);
    }
    fresh.database().run("update conversation set owner = null");
    fresh.database().run("update conversation set " + stand);
    long all = fresh.database().first(row -> row.getLong(0), "select count(*) from conversation").orElseThrow();
    var ids = new LinkedHashSet<String>();
    String next = "";
    do {
      var page = ApiScene.body(200, scene.get("/conversations?who=" + who + "&limit=2" + next, operator));
      page.getJsonArray("conversations")
          .forEach(one -> assertThat(ids.add(((JsonObject) one).getString("id"))).isTrue());
      next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    } while (next != null);
    assertThat(ids).hasSize((int) all);
  }

  @Test
  void whoIsTakenBetweenTwoPagesOfTheQueueHidesNobody() {
    var waiting = IntStream.range(0, 5).mapToObj(i -> scene.person("+4074400030" + i, "m" + i)).toList();
    fresh.database().run("update conversation set waiting_since = null");
    for (int i = 0; i < 5; i++) {
      fresh.database().run("update conversation set waiting_since = $2, waiting_reason = $3 where id = $1",
          waiting.get(i), OffsetDateTime.parse("2026-11-20T10:00:0" + i + ".123456Z"),
          i == 4 ? "in danger: gaz" : "asked");
    }
    var first = ApiScene.body(200, scene.get("/conversations?limit=2", operator));
    assertThat(ids(first)).containsExactly(waiting.get(4).toString(), waiting.get(0).toString());
    take(waiting.get(4));
    take(waiting.get(0));
    var second = ApiScene.body(200, scene.get("/conversations?limit=2&cursor=" + first.getString("next"), operator));
    assertThat(ids(second)).containsExactly(waiting.get(1).toString(), waiting.get(2).toString());
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("conversations").stream().map(one -> ((JsonObject) one).getString("id")).toList();
  }
}
