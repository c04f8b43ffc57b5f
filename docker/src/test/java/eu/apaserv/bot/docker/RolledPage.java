package eu.apaserv.bot.docker;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The inbox as a colleague's browser keeps it open: its lists are pushed, and when the bot goes it turns to another one. */
final class RolledPage {
  /** A browser's pause before it connects again. */
  private static final long PAUSE_MS = 500;

  private final Vertx vertx;
  private final HttpClient client;
  private final IntSupplier port;
  private final String session;
  private final AtomicInteger lists = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean closed;

  /** @param port of a bot that is ready, another one each time */
  RolledPage(Vertx vertx, IntSupplier port, String session) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.port = port;
    this.session = session;
    open();
  }

  private void open() {
    if (closed) {
      return;
    }
    var live = new RequestOptions().setMethod(HttpMethod.GET).setHost("127.0.0.1").setPort(port.getAsInt())
        .setURI("/console/inbox/live?part=1&lists=1").putHeader("Cookie", "bot_console=" + session);
    client.request(live).compose(request -> request.send()).onSuccess(this::hear).onFailure(_ -> again());
  }

  private void hear(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      refused.incrementAndGet();
    }
    response.handler(bytes -> lists.addAndGet(bytes.toString().split("event: lists", -1).length - 1));
    response.end().onComplete(_ -> {
      ends.incrementAndGet();
      again();
    });
  }

  private void again() {
    vertx.setTimer(PAUSE_MS, _ -> open());
  }

  /** How often new lists came. */
  int lists() {
    return lists.get();
  }

  /** How often the bot it was fed by went away. */
  int ends() {
    return ends.get();
  }

  /** How often a bot did not let it in, though its session is good. */
  int refused() {
    return refused.get();
  }

  void close() {
    closed = true;
    client.close();
  }
}
