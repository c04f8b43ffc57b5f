package eu.apaserv.bot.core.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * How much of our memory callers may fill at once. A body is whole in memory before its signature can be checked, and anybody may
 * call on thousands of connections: a large body is read only where there is room for all of it, see {@link LargeBodies}. Small
 * ones, which nearly all are, always are, so that nobody can keep them out with a few large ones. Of one address only so many are
 * waited for: what a provider signs comes whole at once, and who begins bodies and leaves them wants our places.
 */
public final class Bodies {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final int SMALL = 16 << 10;
  /** No route reads more; who does not say how much comes may send as much. */
  private static final int LARGEST = 6 << 20;
  /** What no route reads is thrown away as it comes, for as long as a body may take: of so much nobody sends more by mistake. */
  private static final int TOO_MUCH = LARGEST + (2 << 20);
  private static final long LOOKS_EVERY_MILLISECONDS = 100;
  /** Of one address, announced and not yet there. */
  static final int MOST_OF_ONE = 256;

  private final Callers callers;
  private final LargeBodies large;
  /** How many bodies of each caller are on their way; who has none is not there. */
  private final Map<String, Integer> coming = new ConcurrentHashMap<>();
  private final Counter refused = Metrics.counter("bot_bodies_refused");

  /** @param most bytes of large bodies at once */
  public Bodies(Callers callers, long most) {
    this.callers = callers;
    this.large = new LargeBodies(most);
  }

  /** In front of every route that is added after it. */
  public void mount(Router router) {
    router.route().handler(this::take);
  }

  private void take(RoutingContext context) {
    int size = size(context.request());
    if (size == LARGEST) {
      watch(context);
    }
    if (size > 0 && !waits(context)) {
      turnAway(context, 429);
    } else if (size <= SMALL || hasRoom(context, size)) {
      context.next();
    } else {
      turnAway(context, 503);
    }
  }

  /** Room that it keeps until its call is over, or until it has to give way. */
  private boolean hasRoom(RoutingContext context, int size) {
    var request = context.request();
    var place = large.take(request.connection(), callers.of(request), size);
    place.ifPresent(taken -> {
      request.end().onSuccess(_ -> large.whole(taken));
      context.addEndHandler(_ -> large.leave(taken));
    });
    return place.isPresent();
  }

  /** Who sends on and on is hung up on, also after our answer. */
  private static void watch(RoutingContext context) {
    var request = context.request();
    long looks = context.vertx().setPeriodic(LOOKS_EVERY_MILLISECONDS, _ -> {
      if (request.bytesRead() > TOO_MUCH) {
        Unread.hangUp(request.connection());
      }
    });
    request.end().onComplete(_ -> context.vertx().cancelTimer(looks));
  }

  private void turnAway(RoutingContext context, int status) {
    refused.increment();
    context.response().setStatusCode(status).putHeader("Retry-After", "1").putHeader("Connection", "close").end();
  }

  /** Until it is there, or given up. */
  private boolean waits(RoutingContext context) {
    var caller = callers.of(context.request());
    if (coming.merge(caller, 1, Integer::sum) > MOST_OF_ONE) {
      arrived(caller);
      return false;
    }
    var waiting = new AtomicBoolean(true);
    context.request().end().onComplete(_ -> arrived(caller, waiting));
    context.addEndHandler(_ -> arrived(caller, waiting));
    return true;
  }

  private void arrived(String caller, AtomicBoolean waiting) {
    if (waiting.compareAndSet(true, false)) {
      arrived(caller);
    }
  }

  private void arrived(String caller) {
    coming.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
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
    return LENGTH.matcher(length).matches() ? Math.min(Integer.parseInt(length), LARGEST) : LARGEST;
  }
}
