package eu.apaserv.bot.core.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who tries doors: an address whose calls are turned away, find nothing or are never said to their end again and again is not
 * listened to for a while.
 * A provider never meets this, however much it delivers, for what it signs is right. Probes are always answered: where a
 * network hides addresses, who tries doors may share one with them, and the platform would end a process that turns them away.
 */
public final class Misses {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  /** Enough for an attack from many addresses; beyond, the coldest are forgotten. */
  private static final int MOST_ADDRESSES = 100_000;
  private static final Set<Integer> MISS = Set.of(400, 401, 403, 404, 405, 408, 410, 413, 415, 422);

  private static final String COUNTED = Misses.class.getName();

  private final Counter refused = Metrics.counter("bot_calls_refused");
  private final Callers callers;
  private final int most;
  private final Cache<String, AtomicInteger> counts;

  /** @param most misses a minute that cost nothing */
  public Misses(Callers callers, int most) {
    this(callers, most, Ticker.systemTicker());
  }

  Misses(Callers callers, int most, Ticker ticker) {
    this.callers = callers;
    this.most = most;
    this.counts = Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(MOST_ADDRESSES).ticker(ticker).build();
  }

  /** In front of every route that is added after it. */
  public void mount(Router router) {
    router.route().handler(this::watch);
  }

  /** Makes a call one that misses, whatever its status says. */
  public static void count(RoutingContext context) {
    context.put(COUNTED, true);
  }

  private void watch(RoutingContext context) {
    var caller = callers.of(context.request());
    var known = counts.getIfPresent(caller);
    if (known != null && known.get() >= most && !Health.isProbe(context.request())) {
      refused.increment();
      context.response().setStatusCode(429).putHeader("Retry-After", String.valueOf(WINDOW.toSeconds()))
          .putHeader("Connection", "close").end();
      return;
    }
    context.addEndHandler(_ -> {
      boolean broken = !context.response().ended() && !context.request().isEnded();
      if (broken || MISS.contains(context.response().getStatusCode()) || context.get(COUNTED) != null) {
        counts.get(caller, _ -> new AtomicInteger()).incrementAndGet();
      }
    });
    context.next();
  }
}
