package eu.apaserv.bot.core.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller may take. A byte now and then keeps a connection from being idle, so what counts is when something is
 * whole: the head of a request, its body, our answer, the next request. Who is late is hung up on. When all places are taken, who
 * comes gets that of whom we have waited for longest: a crowd that says nothing keeps out nobody, probes least of all. When answers
 * that are not read take too much memory, who left the most of them loses the first.
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
   * @param answers bytes of answers in memory at once that were not taken yet
   */
  public record Limits(Duration head, Duration body, Duration answer, Duration between, int connections, long bodies,
      long answers) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20),
        Duration.ofMinutes(3), Duration.ofSeconds(75), 4096, Runtime.getRuntime().maxMemory() / 8,
        Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * In nanoseconds of the process.
   *
   * @param late null: never
   * @param taking until when an answer that was given whole may be on its way, before the next request is waited for
   */
  private record Wait(@Nullable Long late, boolean forThem, @Nullable Long taking, String caller) {
    static Wait of(Duration within, String caller) {
      return new Wait(System.nanoTime() + within.toNanos(), true, null, caller);
    }
  }

  private final Limits limits;
  private final Callers callers;
  /** Of each open connection, those that have waited longest first; touched by several event loops. */
  private final Map<HttpConnection, Wait> waits = new LinkedHashMap<>();
  private final Counter displaced = Metrics.counter("bot_connections_displaced");
  /** Bytes of answers that were not taken at once, since all that is not taken was counted. */
  private long uncounted;

  public Patience(Limits limits, Callers callers) {
    this.limits = limits;
    this.callers = callers;
  }

  /** Watches this server; call it before it listens. The routes report requests, so {@link #mount} it first. */
  public void watch(Vertx vertx, HttpServer server) {
    server.connectionHandler(connection -> {
      if (makeRoom()) {
        welcome(connection);
        connection.closeHandler(_ -> forget(connection));
      } else {
        connection.close();
      }
    });
    vertx.setPeriodic(LOOKS_EVERY_MILLISECONDS, _ -> {
      late().forEach(Unread::hangUp);
      drop(count());
    });
  }

  /** In front of every route that is added after it. */
  public void mount(Router router) {
    router.route().handler(this::take);
  }

  private void take(RoutingContext context) {
    var connection = context.request().connection();
    var caller = callers.of(context.request());
    note(connection, Wait.of(limits.body(), caller));
    context.request().end().onSuccess(_ -> {
      if (context.response().ended()) {
        answered(connection, caller);
      } else {
        answering(connection, context, caller);
      }
    });
    context.addHeadersEndHandler(_ -> {
      if (context.request().isEnded()) {
        answering(connection, context, caller);
      }
    });
    context.addEndHandler(_ -> {
      if (context.request().isEnded()) {
        answered(connection, caller);
      }
    });
    context.next();
  }

  /** For our answer, and once it has begun for them to take it; events may go on as long as somebody listens. */
  private void answering(HttpConnection connection, RoutingContext context, String caller) {
    var response = context.response();
    boolean endless = "text/event-stream".equals(response.headers().get("Content-Type"));
    note(connection, new Wait(endless ? null : System.nanoTime() + limits.answer().toNanos(),
        !endless && response.headWritten(), null, caller));
  }

  /** It is out of our hands, but perhaps not yet on its way. */
  private void answered(HttpConnection connection, String caller) {
    long now = System.nanoTime();
    note(connection,
        new Wait(now + limits.between().toNanos(), true, now + limits.answer().toNanos(), caller));
    drop(left(Unread.of(connection)));
  }

  private synchronized void welcome(HttpConnection connection) {
    waits.put(connection, Wait.of(limits.head(), ""));
  }

  /** To the end of the line; whoever was hung up on meanwhile is not taken in again. */
  private synchronized void note(HttpConnection connection, Wait wait) {
    if (waits.remove(connection) != null) {
      waits.put(connection, wait);
    }
  }

  private synchronized void forget(HttpConnection connection) {
    waits.remove(connection);
  }

  /** Whether one more may stay. */
  private boolean makeRoom() {
    drop(longest());
    return hasRoom();
  }

  private void drop(List<HttpConnection> connections) {
    connections.forEach(connection -> {
      displaced.increment();
      Unread.hangUp(connection);
    });
  }

  private synchronized boolean hasRoom() {
    return waits.size() < limits.connections();
  }

  /** Whom we have waited for longest, if there is no place left; out of the books at once, for closing takes its time. */
  private synchronized List<HttpConnection> longest() {
    for (var each = waits.entrySet().iterator(); !hasRoom() && each.hasNext();) {
      var one = each.next();
      if (one.getValue().forThem()) {
        each.remove();
        return List.of(one.getKey());
      }
    }
    return List.of();
  }

  private synchronized List<HttpConnection> late() {
    long now = System.nanoTime();
    var found = new ArrayList<HttpConnection>();
    for (var each = waits.entrySet().iterator(); each.hasNext();) {
      var one = each.next();
      var wait = one.getValue();
      if (wait.taking() != null && now - wait.taking() < 0 && Unread.of(one.getKey()) > 0) {
        one.setValue(new Wait(now + limits.between().toNanos(), true, wait.taking(), wait.caller()));
      } else if (wait.late() != null && now - wait.late() > 0) {
        each.remove();
        found.add(one.getKey());
      }
    }
    return found;
  }

  /** Counts all only where it may have become too much: an answer is given more often than there is time to look at all. */
  private synchronized List<HttpConnection> left(long bytes) {
    uncounted += bytes;
    return uncounted > limits.answers() / 4 ? count() : List.of();
  }

  /** Who has to go, that what is not taken fits; out of the books at once, for closing takes its time. */
  private synchronized List<HttpConnection> count() {
    uncounted = 0;
    var unread = new Unread();
    waits.forEach((connection, wait) -> unread.add(wait.caller(), connection));
    var over = unread.beyond(limits.answers());
    over.forEach(waits::remove);
    return over;
  }
}
