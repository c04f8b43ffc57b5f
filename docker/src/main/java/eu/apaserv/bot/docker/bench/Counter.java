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
  private final HttpServer server;
  private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile long first;
  private volatile long last;

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
        last = System.nanoTime();
        first = first == 0 ? last : first;
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

  /** Counts the time from the next message on. */
  void again() {
    first = 0;
  }

  /** Between the first message and the last. */
  double seconds() {
    return (last - first) / 1e9;
  }
}
