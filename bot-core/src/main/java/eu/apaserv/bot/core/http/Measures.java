package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
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
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What Prometheus reads at {@code /metrics}: the program's own counters, the backlog, the JVM. No word of a person. */
public final class Measures {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Conversations conversations;
  private final Alarms alarms;
  private final ChannelStates channels;
  private long looked = System.nanoTime() - EVERY.toNanos() - 1;
  private @Nullable Look last;
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What the database says at one time. */
  private record Look(Conversations.Backlog backlog, int alarms, long paused) {}

  public Measures(Conversations conversations, Alarms alarms, ChannelStates channels) {
    this.conversations = conversations;
    this.alarms = alarms;
    this.channels = channels;
    Metrics.addRegistry(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    Gauge.builder("bot_inbox_waiting_messages", this::waiting).register(registry);
    Gauge.builder("bot_inbox_oldest_seconds", this::oldest).register(registry);
    Gauge.builder("bot_alarms_open", () -> seen(Look::alarms)).register(registry);
    Gauge.builder("bot_channels_paused", () -> seen(Look::paused)).register(registry);
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

  private double waiting() {
    return seen(look -> look.backlog().messages());
  }

  private double oldest() {
    return seen(look -> {
      var oldest = look.backlog().oldest();
      return oldest == null ? 0 : Duration.between(oldest, OffsetDateTime.now(oldest.getOffset())).toMillis() / 1000.0;
    });
  }

  /** Not a number while the database does not answer: a gap in the graph says more than a false zero. */
  private double seen(ToDoubleFunction<Look> figure) {
    var look = look();
    return look == null ? Double.NaN : figure.applyAsDouble(look);
  }

  /** Asked for at most every few seconds, however often somebody reads; null while the database does not answer. */
  private synchronized @Nullable Look look() {
    if (System.nanoTime() - looked > EVERY.toNanos()) {
      looked = System.nanoTime();
      try {
        last = new Look(conversations.backlog(), alarms.open().size(),
            channels.all().stream().filter(ChannelStates.ChannelState::paused).count());
      } catch (StoreException e) {
        last = null;
      }
    }
    return last;
  }
}
