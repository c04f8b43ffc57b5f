package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What Prometheus reads at {@code /metrics}: the program's own counters, the backlog, the JVM. No word of a person. */
public final class Measures {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Conversations conversations;
  private long looked = System.nanoTime() - EVERY.toNanos() - 1;
  private Conversations.@Nullable Backlog backlog;
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  public Measures(Conversations conversations) {
    this.conversations = conversations;
    Metrics.addRegistry(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    Gauge.builder("bot_inbox_waiting_messages", this::waiting).register(registry);
    Gauge.builder("bot_inbox_oldest_seconds", this::oldest).register(registry);
  }

  /** Adds the address. */
  public void mount(Router router) {
    router.get("/metrics").handler(context -> {
      var answers = context.vertx().getOrCreateContext();
      threads.execute(() -> {
        var text = registry.scrape();
        answers.runOnContext(_ -> context.response().putHeader("Content-Type", "text/plain; version=0.0.4").end(text));
      });
    });
  }

  /** Not a number while the database does not answer: a gap in the graph says more than a false zero. */
  private double waiting() {
    var seen = backlog();
    return seen == null ? Double.NaN : seen.messages();
  }

  private double oldest() {
    var seen = backlog();
    if (seen == null) {
      return Double.NaN;
    }
    var oldest = seen.oldest();
    return oldest == null ? 0 : Duration.between(oldest, OffsetDateTime.now(oldest.getOffset())).toMillis() / 1000.0;
  }

  /** Counted at most every few seconds, however often somebody asks; null while the database does not answer. */
  private synchronized Conversations.@Nullable Backlog backlog() {
    if (System.nanoTime() - looked > EVERY.toNanos()) {
      looked = System.nanoTime();
      try {
        backlog = conversations.backlog();
      } catch (StoreException e) {
        backlog = null;
      }
    }
    return backlog;
  }
}
