package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * As little of the WhatsApp Cloud API as a measurement needs: takes messages and names them. It answers after a while, refuses
 * a share of the calls with the rate-limit error to see that nothing is lost, and tells three receipts of each message it
 * took, gathered for some milliseconds as Meta gathers them. They carry back what the sender said they should.
 */
final class Cloud {
  private static final int GATHERED_MILLIS = 20;
  private static final String ANSWERED = "\"message_id\":\"";
  private static final String OPAQUE = "\"biz_opaque_callback_data\":\"";
  private static final List<String> RECEIPTS = List.of("sent", "delivered", "read");

  private final Vertx vertx;
  private final List<String> statuses = new ArrayList<>();
  private final HttpServer server;
  private Conduct conduct;
  private Consumer<String> replied = _ -> {};
  private Consumer<String> receipts = _ -> {};
  private int calls;

  /**
   * How a provider behaves.
   *
   * @param delayMillis before each answer
   * @param refuseOneIn every so many calls one is refused; 0: none
   * @param receipts of each message, at most three
   */
  record Conduct(long delayMillis, int refuseOneIn, int receipts) {}

  /** All of it happens on one event loop: the one it is told to listen on. */
  Cloud(Vertx vertx, Conduct conduct) {
    this.vertx = vertx;
    this.conduct = conduct;
    this.server = vertx.createHttpServer().requestHandler(this::take);
  }

  Future<Integer> listen() {
    return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
  }

  /**
   * @param reply gets the id of each message that is answered
   * @param webhook posts the body of a call
   */
  void tell(Consumer<String> reply, Consumer<String> webhook) {
    replied = reply;
    receipts = webhook;
  }

  /** From now on. */
  void behave(Conduct other) {
    conduct = other;
  }

  Future<Void> close() {
    return server.close();
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(bytes -> {
      var body = bytes.toString();
      if (!body.contains("\"to\":")) { // looks for templates, or shows that somebody types
        request.response().putHeader("Content-Type", "application/json").end("{\"success\":true,\"data\":[]}");
        return;
      }
      int call = ++calls;
      if (conduct.refuseOneIn() > 0 && call % conduct.refuseOneIn() == 0) {
        request.response().setStatusCode(400).putHeader("Content-Type", "application/json")
            .end("{\"error\":{\"message\":\"(#130429) Rate limit hit\",\"code\":130429}}");
      } else {
        accept(request, body, "wamid.out" + System.nanoTime() + "." + call);
      }
    });
  }

  private void accept(HttpServerRequest request, String body, String id) {
    replied.accept(after(ANSWERED, body));
    var ours = after(OPAQUE, body);
    var carried = ours.isEmpty() ? "" : "," + OPAQUE + ours + "\"";
    var answer = "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"" + id + "\"}]}";
    if (conduct.delayMillis() == 0) {
      end(request, answer, id, carried);
    } else {
      vertx.timer(conduct.delayMillis(), TimeUnit.MILLISECONDS).onSuccess(_ -> end(request, answer, id, carried));
    }
  }

  /** The text after a name; empty without it. */
  private static String after(String name, String body) {
    int from = body.indexOf(name) + name.length();
    return from < name.length() ? "" : body.substring(from, body.indexOf('"', from));
  }

  private void end(HttpServerRequest request, String answer, String id, String carried) {
    request.response().putHeader("Content-Type", "application/json").end(answer);
    var at = System.currentTimeMillis() / 1000;
    for (var status : RECEIPTS.subList(0, conduct.receipts())) {
      if (statuses.isEmpty()) {
        vertx.timer(GATHERED_MILLIS, TimeUnit.MILLISECONDS).onSuccess(_ -> post());
      }
      statuses.add("{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"%d\",\"recipient_id\":\"40799000000\"%s}"
          .formatted(id, status, at, carried));
    }
  }

  private void post() {
    var gathered = statuses.stream().collect(Collectors.joining(","));
    statuses.clear();
    receipts.accept(Load.envelope("\"statuses\":[" + gathered + "]"));
  }
}
