package eu.apaserv.bot.docker;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * A page as a colleague's browser keeps it open: it is told of what is new, and when its bot goes it turns to another one. At each
 * moment it must have heard something since the one before.
 */
final class RolledPage implements Errand {
  /** A browser's pause before it connects again. */
  private static final long PAUSE_MS = 500;

  private final Vertx vertx;
  private final HttpClient client;
  private final IntSupplier port;
  private final String session;
  private final String path;
  private final String event;
  private final RollWait wait;
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean closed;
  private int before;

  /**
   * @param port of a bot that is ready, another one each time
   * @param path of its events
   * @param event that tells of what is new
   */
  RolledPage(Vertx vertx, IntSupplier port, String session, String path, String event, RollWait wait) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.port = port;
    this.session = session;
    this.path = path;
    this.event = event;
    this.wait = wait;
    open();
  }

  private void open() {
    if (closed) {
      return;
    }
    var live = new RequestOptions().setMethod(HttpMethod.GET).setHost("127.0.0.1").setPort(port.getAsInt())
        .setURI(path).putHeader("Cookie", "bot_console=" + session);
    client.request(live).compose(request -> request.send()).onSuccess(this::hear).onFailure(_ -> again());
  }

  private void hear(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      refused.incrementAndGet();
    }
    response.handler(bytes -> heard.addAndGet(bytes.toString().split("event: " + event, -1).length - 1));
    response.end().onComplete(_ -> {
      ends.incrementAndGet();
      again();
    });
  }

  private void again() {
    vertx.setTimer(PAUSE_MS, _ -> open());
  }

  @Override
  public void arrive() {
    wait.until("a page kept open hears of what is new: " + path, () -> heard.get() > before);
  }

  @Override
  public boolean go() {
    before = heard.get();
    return !closed;
  }

  @Override
  public String toString() {
    return path;
  }

  /** How often it heard of something new. */
  int heard() {
    return heard.get();
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
