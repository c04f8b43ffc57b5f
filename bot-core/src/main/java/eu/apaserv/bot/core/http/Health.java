package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Whether this process lives, and whether it may be sent work: {@code /health/live}, {@code /health/ready}. */
public final class Health {
  private static final int SECONDS_TO_ANSWER = 2;

  private final Database database;
  private final Map<String, BooleanSupplier> loops;
  private volatile boolean draining;

  /** @param loops by name, whether each hangs */
  public Health(Database database, Map<String, BooleanSupplier> loops) {
    this.database = database;
    this.loops = Map.copyOf(loops);
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
    Future<?> asked = database.send("select 1", Tuple.tuple()).timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    asked.onComplete(result -> {
      if (result.succeeded()) {
        answer(context, 200, "ready", null);
      } else {
        answer(context, 503, "not ready", "the database does not answer");
      }
    });
  }

  private static void answer(RoutingContext context, int status, String state,
      @org.jspecify.annotations.Nullable String reason) {
    var body = new JsonObject().put("status", state);
    if (reason != null) {
      body.put("reason", reason);
    }
    context.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body.encode());
  }
}
