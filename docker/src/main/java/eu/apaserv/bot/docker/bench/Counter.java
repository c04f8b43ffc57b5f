package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** As little of the WhatsApp Cloud API as it takes to count who got how many messages, and when. */
final class Counter {
  private static final int MOST = 1 << 20;

  private final HttpServer server;
  private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  /** When messages came, in nanoseconds. */
  private final long[] times = new long[MOST];
  private int came;

  Counter(Vertx vertx) {
    this.server = vertx.createHttpServer().requestHandler(this::take);
  }

  Future<Integer> listen() {
    return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      int call = calls.incrementAndGet();
      var message = body.length() == 0 ? new JsonObject() : body.toJsonObject();
      if (message.getString("to") != null) {
        received.computeIfAbsent(message.getString("to"), _ -> new AtomicInteger()).incrementAndGet();
        note(System.nanoTime());
      }
      request.response().putHeader("Content-Type", "application/json").end(new JsonObject()
          .put("messaging_product", "whatsapp")
          .put("messages", new JsonArray().add(new JsonObject().put("id", "wamid.alert" + call))).toBuffer());
    });
  }

  int people() {
    return received.size();
  }

  long doubled() {
    return received.values().stream().filter(count -> count.get() > 1).count();
  }

  private synchronized void note(long time) {
    if (came < MOST) {
      times[came++] = time;
    }
  }

  /** Counts times from the next message on. */
  synchronized void again() {
    came = 0;
  }

  /** How many came a second, between the first and the last since {@link #again}. */
  synchronized double perSecond() {
    return came < 2 ? 0 : (came - 1) * 1e9 / (times[came - 1] - times[0]);
  }

  /** The most that came in any second. */
  synchronized int mostInASecond() {
    int most = 0;
    for (int last = 0, from = 0; last < came; last++) {
      while (times[last] - times[from] >= 1_000_000_000L) {
        from++;
      }
      most = Math.max(most, last - from + 1);
    }
    return most;
  }
}
