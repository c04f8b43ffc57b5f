package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Breaker;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process lives ({@code /health/live}: if not, start it again) and whether it may be sent work
 * ({@code /health/ready}), each with its reasons.
 */
public final class Health {
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final Set<String> PROBES = Set.of(LIVE, READY);
  private static final int SECONDS_TO_ANSWER = 2;
  /** No round of a loop takes so long: until it comes back, others do the work. */
  private static final Duration HANGS = Duration.ofMinutes(2);
  /** A loop that stood still for so long will not come back by itself. */
  private static final Duration IS_LOST = Duration.ofMinutes(10);

  private final Database database;
  private final Map<String, Supplier<Duration>> loops;
  private final Supplier<Map<String, Breaker.State>> channels;
  private volatile boolean draining;

  /**
   * @param loops by name, how long each has been quiet
   * @param channels by name, how each does on this node; a provider that is down makes no node less ready
   */
  public Health(Database database, Map<String, Supplier<Duration>> loops,
      Supplier<Map<String, Breaker.State>> channels) {
    this.database = database;
    this.loops = new TreeMap<>(loops);
    this.channels = channels;
  }

  /** From now on not ready: the process is going down. */
  public void drain() {
    draining = true;
  }

  public void mount(Router router) {
    router.get(LIVE).handler(context -> answer(context, "live", quietFor(IS_LOST), new JsonObject()));
    router.get(READY).handler(this::ready);
  }

  /** Exactly what probes ask: nothing else below the same address, and no other way of writing it. */
  static boolean isProbe(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method()) && PROBES.contains(String.valueOf(request.path()));
  }

  private void ready(RoutingContext context) {
    var reasons = quietFor(HANGS);
    if (draining) {
      reasons.add("stopping: it finishes what is under way and takes no more");
    }
    var asked = database.send("select channel from channel_state where paused_at is not null", Tuple.tuple())
        .timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    asked.onComplete(result -> {
      if (result.failed()) {
        reasons.add("database: no answer within " + SECONDS_TO_ANSWER + " s");
      }
      answer(context, "ready", reasons, channels(result.result()));
    });
  }

  /** Each in a word: closed, open or probing as its breaker is, or paused by staff. */
  private JsonObject channels(@Nullable RowSet<Row> paused) {
    var words = new JsonObject();
    channels.get().forEach((channel, state) -> words.put(channel, state.name().toLowerCase(Locale.ROOT)));
    if (paused != null) {
      paused.forEach(row -> words.put(row.getString(0), "paused"));
    }
    return words;
  }

  private List<String> quietFor(Duration limit) {
    var reasons = new ArrayList<String>();
    loops.forEach((name, quiet) -> {
      var since = quiet.get();
      if (since.compareTo(limit) > 0) {
        reasons.add(name + ": nothing has come round for " + since.toSeconds() + " s");
      }
    });
    return reasons;
  }

  private static void answer(RoutingContext context, String good, List<String> reasons,
      JsonObject channels) {
    var body = new JsonObject().put("status", reasons.isEmpty() ? good : "not " + good);
    if (!reasons.isEmpty()) {
      body.put("reasons", new JsonArray(reasons));
    }
    if (!channels.isEmpty()) {
      body.put("channels", channels);
    }
    context.response().setStatusCode(reasons.isEmpty() ? 200 : 503).putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store").end(body.encode());
  }
}
