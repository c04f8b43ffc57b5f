package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What the product is compared with: the smallest bot one would write by hand on Vert.x, one transaction a turn. Signature;
 * lock and read the conversation, insert the message, write the state, insert the answer; commit, 200, and send the answer
 * once. It understands nothing, and what its provider refuses is lost.
 */
public final class BareBot {
  /** Its tables. */
  static final List<String> TABLES = List.of(
      "create table bare_conversation (id bigint primary key, state text not null) with (fillfactor = 70)",
      "create table bare_inbound (id bigint generated always as identity primary key, provider_id text not null unique, "
          + "conversation_id bigint not null, body text not null, at timestamptz not null default now())",
      "create table bare_outbound (id bigint generated always as identity primary key, conversation_id bigint not null, "
          + "reply_to text not null, body text not null, at timestamptz not null default now())");
  /** A turn, in order. */
  static final List<String> TURN = List.of("select state from bare_conversation where id = $1 for update",
      "insert into bare_inbound (provider_id, conversation_id, body) values ($1, $2, $3) on conflict do nothing",
      "insert into bare_conversation (id, state) values ($1, $2) on conflict (id) do update set state = excluded.state",
      "insert into bare_outbound (conversation_id, reply_to, body) values ($1, $2, $3)");
  private static final int CONNECTIONS = 32;

  private final String secret;
  private final int provider;
  private final Pool pool;
  private final HttpClientAgent client;

  private BareBot(Vertx vertx, Map<String, String> environment) {
    this.secret = environment.getOrDefault("BARE_SECRET", "");
    this.provider = Integer.parseInt(environment.getOrDefault("BARE_PROVIDER", "0"));
    this.pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(CONNECTIONS))
        .connectingTo(PgConnectOptions.fromUri(environment.getOrDefault("DATABASE_URL", ""))
            .setCachePreparedStatements(true))
        .using(vertx).build();
    this.client = vertx.createHttpClient(new io.vertx.core.http.PoolOptions().setHttp1MaxSize(64));
  }

  /** Run as a process of its own by the bench. */
  public static void main(String[] args) {
    var vertx = Vertx.vertx();
    var bot = new BareBot(vertx, System.getenv());
    vertx.createHttpServer().requestHandler(bot::take)
        .listen(Integer.parseInt(System.getenv().getOrDefault("HTTP_PORT", "0")), "127.0.0.1");
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      if (!"/webhooks/whatsapp".equals(request.path())) {
        request.response().end();
      } else if (!signed(request.getHeader("X-Hub-Signature-256"), body)) {
        request.response().setStatusCode(401).end();
      } else {
        var message = body.toJsonObject().getJsonArray("entry").getJsonObject(0).getJsonArray("changes")
            .getJsonObject(0)
            .getJsonObject("value").getJsonArray("messages").getJsonObject(0);
        turn(message).onComplete(done -> {
          request.response().setStatusCode(done.succeeded() ? 200 : 503).end();
          if (done.succeeded() && Boolean.TRUE.equals(done.result())) {
            answer(message);
          }
        });
      }
    });
  }

  private boolean signed(@Nullable String given, Buffer body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var expected = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
      return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
          given.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }

  /** @return false when the message was known */
  private Future<@Nullable Boolean> turn(JsonObject message) {
    long person = Long.parseLong(message.getString("from"));
    var id = message.getString("id");
    var text = message.getJsonObject("text").getString("body");
    return pool.withTransaction(tx -> run(tx, 0, Tuple.of(person))
        .compose(_ -> run(tx, 1, Tuple.of(id, person, text)))
        .compose(rows -> rows == 0
            ? Future.succeededFuture(false)
            : run(tx, 2, Tuple.of(person, "{\"last\":\"" + text + "\"}"))
                .compose(_ -> run(tx, 3, Tuple.of(person, id, text))).map(_ -> true)));
  }

  private static Future<Integer> run(SqlConnection tx, int statement, Tuple args) {
    return tx.preparedQuery(TURN.get(statement)).execute(args).map(rows -> rows.rowCount());
  }

  private void answer(JsonObject message) {
    var body = new JsonObject().put("messaging_product", "whatsapp").put("to", message.getString("from"))
        .put("type", "text").put("context", new JsonObject().put("message_id", message.getString("id")))
        .put("text", new JsonObject().put("body", message.getJsonObject("text").getString("body")));
    client.request(HttpMethod.POST, provider, "127.0.0.1", "/v1/100/messages")
        .compose(request -> request.putHeader("Content-Type", "application/json").send(body.toBuffer()))
        .compose(response -> response.body());
  }
}
