package eu.apaserv.bot.core.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of our memory callers may fill at once. A body is whole in memory before its signature can be checked, and anybody may
 * call on thousands of connections: a large body is read only where there is room for all of it. Small ones, which nearly
 * all are, always are, so that nobody can keep them out with a few large ones.
 */
public final class Bodies {
  private static final int SMALL = 16 << 10;
  /** No route reads more; who does not say how much comes may send as much. */
  private static final int LARGEST = 6 << 20;

  private final long most;
  private final AtomicLong taken = new AtomicLong();
  private final Counter refused = Metrics.counter("bot_bodies_refused");

  /** @param most bytes of large bodies at once */
  public Bodies(long most) {
    this.most = most;
  }

  /** In front of every route that is added after it. */
  public void mount(Router router) {
    router.route().handler(this::take);
  }

  private void take(RoutingContext context) {
    int size = size(context.request());
    if (size <= SMALL) {
      context.next();
    } else if (taken.addAndGet(size) <= most) {
      context.addEndHandler(_ -> taken.addAndGet(-size));
      context.next();
    } else {
      taken.addAndGet(-size);
      refused.increment();
      context.response().setStatusCode(503).putHeader("Retry-After", "1").putHeader("Connection", "close").end();
    }
  }

  /** What may come, in bytes; a length that is no number is the server's to refuse. */
  private static int size(HttpServerRequest request) {
    if (request.headers().contains("Transfer-Encoding")) {
      return LARGEST;
    }
    var length = request.getHeader("Content-Length");
    if (length == null) {
      return 0;
    }
    return length.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(length), LARGEST) : LARGEST;
  }
}
