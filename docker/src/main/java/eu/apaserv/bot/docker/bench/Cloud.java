package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * As little of the WhatsApp Cloud API as a measurement needs: takes messages, names them, keeps nothing on phones. It
 * answers after {@code delay}, and refuses a share of the calls with the rate-limit error to see that nothing is lost.
 */
final class Cloud {
  private final Vertx vertx;
  private final long delayMillis;
  private final int refuseOneIn;
  private final BiConsumer<String, Long> onReply;
  private final Map<String, AtomicInteger> replies = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final HttpServer server;

  /**
   * @param delayMillis before each answer
   * @param refuseOneIn every so many calls one is refused; 0: none
   * @param onReply gets the id of the message that was answered and the nanosecond it was
   */
  Cloud(Vertx vertx, long delayMillis, int refuseOneIn, BiConsumer<String, Long> onReply) {
    this.vertx = vertx;
    this.delayMillis = delayMillis;
    this.refuseOneIn = refuseOneIn;
    this.onReply = onReply;
    this.server = vertx.createHttpServer().requestHandler(this::take);
  }

  Future<Integer> listen() {
    return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      int call = calls.incrementAndGet();
      if (refuseOneIn > 0 && call % refuseOneIn == 0) {
        refused.incrementAndGet();
        request.response().setStatusCode(400).putHeader("Content-Type", "application/json")
            .end("{\"error\":{\"message\":\"(#130429) Rate limit hit\",\"code\":130429}}");
        return;
      }
      var message = body.toJsonObject();
      var context = message.getJsonObject("context", new JsonObject());
      var answered = context.getString("message_id", "");
      replies.computeIfAbsent(answered, _ -> new AtomicInteger()).incrementAndGet();
      onReply.accept(answered, System.nanoTime());
      var id = "wamid.out" + call;
      var answer = new JsonObject().put("messaging_product", "whatsapp").put("messages",
          new JsonArray().add(new JsonObject().put("id", id)));
      if (delayMillis == 0) {
        end(request, answer);
      } else {
        vertx.timer(delayMillis, TimeUnit.MILLISECONDS).onSuccess(_ -> end(request, answer));
      }
    });
  }

  private static void end(HttpServerRequest request, JsonObject answer) {
    request.response().putHeader("Content-Type", "application/json").end(answer.toBuffer());
  }

  int repliesTo(String messageId) {
    var count = replies.get(messageId);
    return count == null ? 0 : count.get();
  }

  int answered() {
    return replies.size();
  }

  int refused() {
    return refused.get();
  }
}
