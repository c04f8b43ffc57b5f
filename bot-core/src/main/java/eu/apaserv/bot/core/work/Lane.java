package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.store.Buckets;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Moments;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Claimed;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.message.Outbound;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.List;
import java.util.function.Supplier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One channel's way out: claims what is due as fast as the channel may send, and sends each at its moment. Channels do not
 * wait for one another.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int MOST_AT_ONCE = 256;
  /**
   * So many while nothing is warm; each that is done makes room for one more. The first sends of a process take long before
   * they are on their way (connections, classes), and all that waited for them would leave at once.
   */
  private static final int FIRST_AT_ONCE = 4;
  static final int LARGEST_CLAIM = 64;
  /** Under load, what becomes due within it is claimed by one statement. */
  private static final Duration GATHER = Duration.ofMillis(4);

  private final Channel channel;
  private final Pace pace;
  private final Outbox outbox;
  private final ChannelStates states;
  private final Hold.Tenure tenure;
  private final Hold hold;
  private final BiFunction<Lane, Due, Delivery> send;
  private final BiConsumer<Due, Delivery> settle;
  private final SharedClock clock = new SharedClock();
  private final Turnstile turnstile;
  private final @Nullable Starts starts;
  private final Breaker breaker;
  private final Crew crew;
  private final Semaphore places = new Semaphore(FIRST_AT_ONCE);
  private final AtomicInteger opened = new AtomicInteger(FIRST_AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Bell bell = new Bell();
  private final Loop loop;
  private final Timer times;
  private final Gauge open;
  private boolean known;
  private final Slowdown slowdown = new Slowdown(System.nanoTime());

  /**
   * @param tenure how long it has what it took
   * @param send makes what is to be sent and gives it to {@link #give}; may wait
   * @param settle decides what follows and keeps it
   */
  Lane(Channel channel, Outbox outbox, ChannelStates states, Hold.Tenure tenure,
      BiFunction<Lane, Due, Delivery> send, BiConsumer<Due, Delivery> settle) {
    this.channel = channel;
    this.pace = channel.pace();
    this.outbox = outbox;
    this.states = states;
    this.tenure = tenure;
    this.hold = new Hold(channel.name(), outbox, tenure);
    this.send = send;
    this.settle = settle;
    this.turnstile = new Turnstile(clock, new Moments(states, channel.name(), pace)::another);
    this.starts = pace.limited() ? new Starts(pace, System::nanoTime) : null;
    this.breaker = new Breaker(channel.name(), System::nanoTime);
    this.crew = new Crew(pace.perSecond(), System::nanoTime);
    this.open = Gauge.builder("bot_channel_open", breaker, b -> b.state() == Breaker.State.CLOSED ? 0 : 1)
        .tag("channel", channel.name()).register(Metrics.globalRegistry);
    this.times = Timer.builder("bot_send").tag("channel", channel.name())
        .serviceLevelObjectives(Buckets.patient()).register(Metrics.globalRegistry);
    this.loop = new Loop("sender " + channel.name(), bell, Duration.ofSeconds(1), GATHER, this::claim);
  }

  Bell bell() {
    return bell;
  }

  String channel() {
    return channel.name();
  }

  Breaker.State state() {
    return breaker.state();
  }

  void start() {
    hold.start();
    loop.start();
  }

  /** Claims no more. */
  void stop() {
    loop.stop();
    Metrics.globalRegistry.remove(open);
  }

  /** Waits for the sends under way. */
  void finish() {
    threads.close();
    hold.stop();
  }

  Duration quiet() {
    return loop.quiet();
  }

  private boolean claim() throws InterruptedException {
    if (!known) {
      states.know(channel.name());
      known = true;
    }
    places.acquire();
    int free = 1 + places.drainPermits();
    List<Due> due = List.of();
    try {
      int room = breaker.room(Math.min(free, LARGEST_CLAIM));
      due = room == 0 ? List.of() : claim(room);
    } finally {
      places.release(free - due.size());
    }
    due.forEach(one -> threads.execute(() -> take(one)));
    return !due.isEmpty();
  }

  private List<Due> claim(int most) {
    long asked = System.nanoTime();
    Claimed claimed = outbox.claim(most, channel.name(), pace, tenure.silence());
    claimed.due().forEach(due -> hold.take(due.message().id(), asked));
    var at = claimed.at();
    if (at != null) {
      clock.hear(asked, System.nanoTime(), at);
    }
    if (!claimed.due().isEmpty()) {
      breaker.claimed();
    }
    return claimed.due();
  }

  private void take(Due due) {
    try (var _ = MDC.putCloseable("outbox", String.valueOf(due.message().id()))) {
      settle.accept(due, send.apply(this, due));
    } finally {
      hold.giveBack(due.message().id());
      breaker.untried();
      places.release(opened.getAndUpdate(n -> Math.min(MOST_AT_ONCE, n + 1)) < MOST_AT_ONCE ? 2 : 1);
      bell.ring();
    }
  }

  /** Answers, which may be said twice, cost no statement more until they are said again. */
  private void begin(Due due) {
    if (due.neverTwice()) {
      crew.join(due.message().id());
    }
    boolean wanted = due.neverTwice() ? outbox.leaves(due) : due.attempts() == 1 || outbox.isWanted(due);
    if (!wanted) {
      hold.giveBack(due.message().id());
    }
  }

  /** Nobody's messages are claimed until then; where that cannot be kept, each is still put off for itself. */
  private void rest(Duration wait, String reason) {
    LOG.warn("{}: all of it waits for {} ms: {}", channel.name(), wait.toMillis(), reason);
    try {
      states.rest(channel.name(), wait);
    } catch (StoreException e) {
      LOG.warn("{}: that it has to wait could not be told to other nodes: {}", channel.name(), e.getMessage());
    }
  }

  /** To the channel at its moment, whatever it took to get so far; what the channel says tells the breaker too. */
  Delivery give(Due due, Supplier<OwnFile> file) {
    try {
      turnstile.pass(due, () -> begin(due));
      if (starts != null) {
        starts.pass();
      }
      return hold.isOurs(due.message().id())
          ? give(due.message(), file)
          : new Delivery.Retry(Duration.ZERO, "held too long before it was sent");
    } catch (StoreException e) {
      return new Delivery.Retry(Duration.ofSeconds(1), "no moment to send at: " + e.getMessage());
    } finally {
      crew.leave(due.message().id());
    }
  }

  private Delivery give(Outbound message, Supplier<OwnFile> file) {
    try {
      var delivery = Objects.requireNonNull(times.record(() -> channel.send(message, file)),
          "a send says what happened");
      breaker.hear(delivery);
      if (delivery instanceof Delivery.Retry retry && retry.everybody()) {
        slowdown.refused(retry, System.nanoTime()).ifPresent(wait -> rest(wait, retry.reason()));
      } else if (delivery instanceof Delivery.Accepted) {
        slowdown.accepted(System.nanoTime());
      }
      return delivery;
    } catch (RuntimeException e) {
      breaker.hear(new Delivery.Unknown("defect: " + e.getClass().getSimpleName()));
      throw e;
    }
  }
}
