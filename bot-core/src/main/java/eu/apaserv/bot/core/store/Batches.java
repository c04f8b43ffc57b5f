package eu.apaserv.bot.core.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Shares one commit among everybody who waits for one: while a write is under way the next ones gather, and go together.
 * In order, one write at a time, safe for many threads.
 *
 * <p>A write that fails is repeated for each group on its own, so that a bad neighbour costs nobody else; in an outage all
 * of them fail at once, for each would wait as long again. A write that nobody answers fails too, so that one dead
 * connection does not hold up what comes after. Writes must therefore be harmless when repeated.
 */
public final class Batches<T> {
  /** Senders of webhooks wait about as long for our answer. */
  static final int SECONDS_TO_ANSWER = 10;
  /** Between the writes of the walk that are shared: under load more share a commit, and nobody notices the wait. */
  static final Duration APART = Duration.ofMillis(10);

  /** A rest: who shared a write before it says nothing of whether there is company now. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private record Group<T>(List<T> items, Promise<Void> done) {}

  private final int largest;
  private final long lingerNanos;
  private final Function<List<T>, Future<?>> write;
  private final Queue<Group<T>> waiting = new ArrayDeque<>();
  private Rhythm rhythm;
  private boolean busy;
  private boolean shared;
  private long lastWrite = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);

  /**
   * @param largest most items of one write; a larger group goes alone
   * @param write writes them all, or fails
   */
  public Batches(int largest, Function<List<T>, Future<?>> write) {
    this(largest, Duration.ZERO, Duration.ZERO, write);
  }

  /**
   * @param largest most items of one write; a larger group goes alone
   * @param apart writes begin no closer together than this while several items share them, so that more do, and further apart while
   *   they take long ({@link Rhythm}); after a rest nobody waits
   * @param write writes them all, or fails
   */
  Batches(int largest, Duration apart, Function<List<T>, Future<?>> write) {
    this(largest, apart, Duration.ZERO, write);
  }

  /**
   * @param largest most items of one write; a larger group goes alone
   * @param apart writes begin no closer together than this while several items share them
   * @param linger what comes while nothing is under way waits so long for company, where the last write had some just before
   * @param write writes them all, or fails
   */
  public Batches(int largest, Duration apart, Duration linger, Function<List<T>, Future<?>> write) {
    this.largest = largest;
    this.rhythm = Rhythm.of(apart);
    this.lingerNanos = linger.toNanos();
    this.write = write;
  }

  /** Completes when these items are written. */
  public Future<Void> add(List<T> items) {
    if (items.isEmpty()) {
      return Future.succeededFuture();
    }
    var group = new Group<>(items, Promise.<Void>promise());
    synchronized (this) {
      waiting.add(group);
      if (busy) {
        return group.done().future();
      }
      busy = true;
    }
    next(lingerNanos);
    return group.done().future();
  }

  /** @param least what begins anew lingers */
  private void next(long least) {
    long since = System.nanoTime() - lastWrite;
    long wait = shared && since < REST_NANOS ? Math.max(rhythm.betweenNanos() - since, least) : 0;
    if (wait > 0) {
      CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run).execute(this::begin);
    } else {
      begin();
    }
  }

  private void begin() {
    var groups = take();
    if (!groups.isEmpty()) {
      lastWrite = System.nanoTime();
      write(groups).onComplete(_ -> {
        rhythm = rhythm.after(System.nanoTime() - lastWrite);
        next(0);
      });
    }
  }

  private synchronized List<Group<T>> take() {
    var groups = new ArrayList<Group<T>>();
    int size = 0;
    while (!waiting.isEmpty() && (groups.isEmpty() || size + waiting.peek().items().size() <= largest)) {
      var group = waiting.remove();
      size += group.items().size();
      groups.add(group);
    }
    busy = !groups.isEmpty();
    if (busy) {
      shared = size > 1;
    }
    return groups;
  }

  private Future<Void> write(List<Group<T>> groups) {
    var items = groups.stream().flatMap(g -> g.items().stream()).toList();
    return attempt(items).transform(result -> {
      if (result.succeeded()) {
        groups.forEach(g -> g.done().complete());
        return Future.<Void>succeededFuture();
      }
      if (groups.size() == 1 || Outage.is(result.cause())) {
        groups.forEach(g -> g.done().fail(result.cause()));
        return Future.<Void>succeededFuture();
      }
      return eachAlone(groups);
    });
  }

  private Future<Void> eachAlone(List<Group<T>> groups) {
    Future<Void> chain = Future.succeededFuture();
    for (var group : groups) {
      chain = chain.compose(_ -> write(List.of(group)));
    }
    return chain;
  }

  private Future<?> attempt(List<T> items) {
    try {
      return write.apply(items).timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
