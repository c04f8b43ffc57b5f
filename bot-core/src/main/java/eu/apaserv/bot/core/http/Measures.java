package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.Backlog;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus reads at {@code /metrics}: the program's own counters and times, what waits, the database's
 * connections, the JVM. Labels are channels, outcomes and loops: no word of a person.
 */
public final class Measures implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);
  /** Prometheus waits for ten seconds at most. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final List<String> KINDS = List.of("answer", "alert", "doubt");

  private final Database database;
  private final Alarms alarms;
  private final ChannelStates states;
  private final List<String> channels;
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final MultiGauge sends = MultiGauge.builder("bot_outbox_waiting_messages").register(registry);
  private final MultiGauge paused = MultiGauge.builder("bot_channel_paused").register(registry);
  private final MultiGauge oldestSends = MultiGauge.builder("bot_outbox_oldest_seconds").register(registry);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock looking = new ReentrantLock();
  private long looked;
  private @Nullable Future<?> round;
  private volatile @Nullable Backlog backlog;
  private volatile double open = Double.NaN;

  /**
   * @param channels that are on: they are counted also while nothing waits for them
   * @param promised to who waits for a person
   */
  public Measures(Database database, Alarms alarms, ChannelStates states, List<String> channels, AnswerWithin promised,
      Clock clock) {
    this.database = database;
    this.alarms = alarms;
    this.states = states;
    this.channels = List.copyOf(channels);
    Metrics.addRegistry(registry);
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    waits("bot_inbox_waiting_messages", Backlog::messages);
    waits("bot_inbox_oldest_seconds", seen -> seconds(seen.oldestMessage()));
    waits("bot_inbox_quarantined_messages", Backlog::quarantined);
    waits("bot_people_waiting", Backlog::people);
    waits("bot_people_oldest_seconds", seen -> seconds(seen.longestPerson()));
    waits("bot_people_late_seconds", seen -> seconds(seen.late(promised, clock.instant())));
    waits("bot_files_waiting", Backlog::files);
    Gauge.builder("bot_alarms_open", this, measures -> measures.open).register(registry);
    Gauge.builder("bot_database_connections", database, Database::connections).register(registry);
    Gauge.builder("bot_database_connections_most", database, Database::mostConnections).register(registry);
    Gauge.builder("bot_database_statements_under_way", database, Database::underWay).register(registry);
    Gauge.builder("bot_database_answers", this, measures -> measures.backlog == null ? 0 : 1).register(registry);
  }

  /** Not a number while the database does not answer: a gap in the graph says more than a false zero. */
  private void waits(String name, ToDoubleFunction<Backlog> figure) {
    Gauge.builder(name, this, measures -> {
      var seen = measures.backlog;
      return seen == null ? Double.NaN : figure.applyAsDouble(seen);
    }).register(registry);
  }

  /** Adds the address. */
  public void mount(Router router) {
    router.get("/metrics").handler(context -> {
      if (!"/metrics".equals(context.request().path())) {
        context.next(); // a proxy that keeps the one address inside knows no other way to write it
        return;
      }
      var answers = context.vertx().getOrCreateContext();
      threads.execute(() -> {
        look();
        var text = registry.scrape();
        answers.runOnContext(
            _ -> context.response().putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8").end(text));
      });
    });
  }

  /**
   * Counted at most every few seconds, however often somebody asks; who asks waits for it a little only, for a database that is
   * silent must not make the bot silent as well.
   */
  private void look() {
    try {
      round().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      knowNothing();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A defect while counting what waits", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The one that is under way, or a new one where the last is too old. */
  private Future<?> round() {
    looking.lock();
    try {
      var last = round;
      if (last != null && (!last.isDone() || System.nanoTime() - looked <= EVERY.toNanos())) {
        return last;
      }
      looked = System.nanoTime();
      var next = threads.submit(this::count);
      round = next;
      return next;
    } finally {
      looking.unlock();
    }
  }

  private void count() {
    try {
      show(Backlog.of(database));
    } catch (StoreException _) {
      knowNothing();
    }
  }

  private void knowNothing() {
    backlog = null;
    open = Double.NaN;
  }

  private void show(Backlog seen) {
    backlog = seen;
    open = alarms.open().size();
    paused.register(states.all().stream().<MultiGauge.Row<?>>map(
        state -> MultiGauge.Row.of(Tags.of("channel", state.channel()), state.paused() ? 1 : 0)).toList(), true);
    sends.register(rows(seen.sends(), Backlog.Sends::messages), true);
    oldestSends.register(rows(seen.sends(), one -> seconds(one.oldest())), true);
  }

  private List<MultiGauge.Row<?>> rows(List<Backlog.Sends> sends, ToDoubleFunction<Backlog.Sends> figure) {
    var rows = new LinkedHashMap<Tags, Double>();
    for (var channel : channels) {
      KINDS.forEach(kind -> rows.put(Tags.of("channel", channel, "kind", kind), 0.0));
    }
    sends.forEach(
        one -> rows.put(Tags.of("channel", one.channel(), "kind", one.kind()), figure.applyAsDouble(one)));
    return rows.entrySet().stream().<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(row.getKey(), row.getValue()))
        .toList();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / (double) TimeUnit.SECONDS.toMillis(1);
  }

  @Override
  public void close() {
    Metrics.removeRegistry(registry);
    collections.close();
    registry.close();
  }
}
