package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Buckets;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Leased;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.trace.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Answers what waits: leases conversations nobody holds, oldest first, many people at once and each person in order; a
 * turn's commit is shared with whoever is ready at that moment.
 */
public final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private static final int MOST_AT_ONCE = 128;
  private static final int LARGEST_CLAIM = 64;
  /** Under load, what comes within it is leased by one statement; nobody notices the wait. */
  private static final Duration GATHER = Duration.ofMillis(10);
  /** Most turns leave nothing but their answer, which needs no look; a code or a notice to somebody else is not missed so soon. */
  private static final Duration OTHERS_WAIT = Duration.ofMillis(60);
  /** A message that fails so often is put aside and a person is called. */
  static final int MOST_ATTEMPTS = 5;

  private final Counter taken = Metrics.counter("bot_turns");
  private final Counter failed = Metrics.counter("bot_turns_failed");
  /** From the moment a message is kept until its answer is. */
  private final Timer waits = Timer.builder("bot_turn_wait").serviceLevelObjectives(Buckets.patient())
      .register(Metrics.globalRegistry);
  private final Conversations conversations;
  private final Router router;
  private final Bell bell = new Bell();
  private final Bell sender;
  private final Attention attention;
  private final Traces traces;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Map<UUID, Leased> held = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Loop loop;
  private final Loop renewal;

  /**
   * @param sender rung soon after each turn: what it did may have left a code or a notice to send, to whomever
   * @param lease how long a lease lasts: long turns renew it in time
   * @param attention shown to people whose answer takes a while
   * @param traces told of each turn
   */
  public Turns(Conversations conversations, Router router, Bell sender, Duration lease, Attention attention,
      Traces traces) {
    this.attention = attention;
    this.traces = traces;
    this.conversations = conversations;
    this.router = router;
    this.sender = sender;
    this.loop = new Loop("turns", bell, Duration.ofSeconds(1), GATHER, this::claim);
    this.renewal = new Loop("turns-renewal", new Bell(), lease.dividedBy(3), this::renew);
  }

  /** Rung when a message has come in. */
  public Bell bell() {
    return bell;
  }

  public void start() {
    loop.start();
    renewal.start();
  }

  /** Takes no more, and waits for the turns under way. */
  public void stop() {
    loop.stop();
    threads.close();
    renewal.stop();
    attention.close();
  }

  /** Since it looked for work last. */
  public Duration quiet() {
    return loop.quiet();
  }

  private boolean claim() throws InterruptedException {
    places.acquire();
    int free = 1 + places.drainPermits();
    List<Leased> leased = List.of();
    try {
      leased = conversations.lease(Math.min(free, LARGEST_CLAIM));
    } finally {
      places.release(free - leased.size());
    }
    for (var one : leased) {
      held.put(one.conversation(), one);
      threads.execute(() -> take(one));
    }
    return !leased.isEmpty();
  }

  private void take(Leased leased) {
    var sign = attention.to(leased);
    var step = traces
        .turn(leased.address().channel(), leased.messages().stream().map(Leased.Waiting::providerId).toList())
        .with("bot.inbox", leased.messages().getFirst().id()).with("bot.messages", leased.messages().size());
    boolean done = false;
    try (var _ = MDC.putCloseable("inbox", String.valueOf(leased.messages().getFirst().id()))) {
      Database.await(conversations.commit(router.turn(leased)));
      done = true;
      taken.increment(leased.messages().size());
      var now = Instant.now();
      leased.messages().forEach(message -> waits.record(Duration.between(message.receivedAt(), now)));
      sender.ringWithin(OTHERS_WAIT);
    } catch (StoreException e) {
      LOG.warn("A turn is put back, the database did not answer: {}", e.getMessage());
      putBack(leased, !e.isOutage());
    } catch (RuntimeException | Error e) {
      LOG.error("A turn failed on inbox message {}; it is tried again", leased.messages().getFirst().id(), e);
      putBack(leased, true);
    } finally {
      step.end(done ? "kept" : "put_back", !done);
      sign.run();
      held.remove(leased.conversation(), leased);
      places.release();
      bell.ring();
    }
  }

  /** @param blamed the message may be the reason; a database that is down or full is no message's fault */
  private void putBack(Leased leased, boolean blamed) {
    failed.increment();
    try {
      int attempts = leased.messages().getFirst().attempts();
      conversations.putBack(leased, Duration.ofMillis(500L << Math.min(attempts, 6)), blamed);
    } catch (StoreException e) {
      LOG.warn("It stays leased until the lease runs out: {}", e.getMessage());
    }
  }

  private boolean renew() {
    var leases = List.copyOf(held.values());
    if (!leases.isEmpty()) {
      conversations.renew(leases);
    }
    return false;
  }
}
