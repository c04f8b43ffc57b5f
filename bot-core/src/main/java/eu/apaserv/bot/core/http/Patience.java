package eu.apaserv.bot.core.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a caller may take. A byte now and then keeps a connection from being idle, so what counts is when something is
 * whole: the head of a request, its body, our answer, the next request. Who is late, and who comes when all places are taken, is hung
 * up on.
 */
public final class Patience {
  private static final long LOOKS_EVERY_MILLISECONDS = 500;

  /**
   * The limits.
   *
   * @param head from the connection to the first request's headers
   * @param body from the headers to the end of the body
   * @param answer from the end of the body until our answer was taken, streams of events aside
   * @param between from an answer to the next request's headers
   * @param connections open at once
   * @param bodies bytes of large bodies in memory at once, see {@link Bodies}
   */
  public record Limits(Duration head, Duration body, Duration answer, Duration between, int connections, long bodies) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20),
        Duration.ofMinutes(3), Duration.ofSeconds(75), 4096, Runtime.getRuntime().maxMemory() / 8);
  }

  private final Limits limits;
  /** When each open connection is late, in nanoseconds of the process. */
  private final Map<HttpConnection, Long> late = new ConcurrentHashMap<>();

  public Patience(Limits limits) {
    this.limits = limits;
  }

  /** Watches this server; call it before it listens. The routes report requests, so {@link #mount} it first. */
  public void watch(Vertx vertx, HttpServer server) {
    server.connectionHandler(connection -> {
      if (late.size() >= limits.connections()) {
        connection.close();
        return;
      }
      expect(connection, limits.head());
      connection.closeHandler(_ -> late.remove(connection));
    });
    vertx.setPeriodic(LOOKS_EVERY_MILLISECONDS, _ -> hangUp());
  }

  /** In front of every route that is added after it. */
  public void mount(Router router) {
    router.route().handler(this::take);
  }

  private void take(RoutingContext context) {
    var connection = context.request().connection();
    expect(connection, limits.body());
    context.request().end().onSuccess(_ -> answering(connection, context));
    context.addHeadersEndHandler(_ -> {
      if (context.request().isEnded()) {
        answering(connection, context);
      }
    });
    context.addEndHandler(_ -> {
      if (context.request().isEnded()) {
        expect(connection, limits.between());
      }
    });
    context.next();
  }

  /** For our answer; events may go on as long as somebody listens. */
  private void answering(HttpConnection connection, RoutingContext context) {
    boolean endless = "text/event-stream".equals(context.response().headers().get("Content-Type"));
    late.computeIfPresent(connection,
        (_, _) -> endless ? Long.MAX_VALUE : System.nanoTime() + limits.answer().toNanos());
  }

  private void expect(HttpConnection connection, Duration within) {
    late.put(connection, System.nanoTime() + within.toNanos());
  }

  private void hangUp() {
    long now = System.nanoTime();
    late.forEach((connection, at) -> {
      if (at != Long.MAX_VALUE && now - at > 0) {
        late.remove(connection);
        connection.close();
      }
    });
  }
}
