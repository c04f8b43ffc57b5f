package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Breaker;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether this process lives, and whether it may be sent work: {@code /health/live}, {@code /health/ready}. */
public final class Health {
  private static final int SECONDS_TO_ANSWER = 2;

  private final Database database;
  private final Map<String, BooleanSupplier> loops;
  private final Supplier<Map<String, Breaker.State>> channels;
  private volatile boolean draining;

  /**
   * @param loops by name, whether each hangs
   * @param channels by name, how each does on this node; a provider that is down makes no node less ready
   */
  public Health(Database database, Map<String, BooleanSupplier> loops, Supplier<Map<String, Breaker.State>> channels) {
    this.database = database;
    this.loops = Map.copyOf(loops);
    this.channels = channels;
  }

  /** From now on not ready: the process is going down. */
  public void drain() {
    draining = true;
  }

  public void mount(Router router) {
    router.get("/health/live").handler(context -> answer(context, 200, "live", null));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    if (draining) {
      answer(context, 503, "stopping", null);
      return;
    }
    for (var loop : loops.entrySet()) {
      if (loop.getValue().getAsBoolean()) {
        answer(context, 503, "not ready", loop.getKey() + " hangs");
        return;
      }
    }
    var asked = database.send("select channel from channel_state where paused_at is not null", Tuple.tuple())
        .timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    asked.onComplete(result -> {
      if (result.succeeded()) {
        answer(context, 200, new JsonObject().put("status", "ready").put("channels", channels(result.result())));
      } else {
        answer(context, 503, "not ready", "the database does not answer");
      }
    });
  }

  /** Each in a word: closed, open or probing as its breaker is, or paused by staff. */
  private JsonObject channels(RowSet<Row> paused) {
    var words = new JsonObject();
    channels.get().forEach((channel, state) -> words.put(channel, state.name().toLowerCase(Locale.ROOT)));
    paused.forEach(row -> words.put(row.getString(0), "paused"));
    return words;
  }

  private static void answer(RoutingContext context, int status, String state, @Nullable String reason) {
    var body = new JsonObject().put("status", state);
    if (reason != null) {
      body.put("reason", reason);
    }
    answer(context, status, body);
  }

  private static void answer(RoutingContext context, int status, JsonObject body) {
    context.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body.encode());
  }
}
