package eu.apaserv.bot.core.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whose password is checked next: a check takes a core for a tenth of a second, whoever asks, so there is one at a time, and
 * the rest is for customers. Browsers that have signed in before go first, then addresses far from any that failed lately, last
 * those that did; the first of each network goes before the second of any. Who would wait long is told so at once.
 */
final class PasswordQueue {
  /** As many as are checked while somebody has the patience to wait. */
  static final int MOST_WAITING = 16;
  /** Of one address, or one known browser: colleagues who begin their day behind the same one. */
  static final int MOST_OF_ONE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LATELY = Duration.ofMinutes(15);
  private static final int MOST_PLACES = 200_000;
  /** Before everybody, however near to what. */
  private static final int KNOWN = -1;

  private final TreeSet<Waiting> waiting = new TreeSet<>(
      Comparator.comparingInt(Waiting::standing).thenComparingLong(Waiting::before).thenComparingLong(Waiting::number));
  private final Cache<String, Boolean> failed;
  private boolean busy;
  private long count;

  /** How a wait ended. */
  enum Turn {
    /** Theirs; they must {@link #end} it. */
    YOURS,
    /** Others go first, and it would take long. */
    FULL,
    /** As many of the same address wait already. */
    TOO_MANY
  }

  /**
   * One who waits.
   *
   * @param standing how near somebody failed lately; the least goes first
   * @param before of the same wide network, waiting when this one came
   */
  private record Waiting(int standing, long before, long number, Networks origin, CompletableFuture<Turn> turn) {}

  PasswordQueue() {
    this(Ticker.systemTicker());
  }

  PasswordQueue(Ticker ticker) {
    this.failed = Caffeine.newBuilder().expireAfterWrite(LATELY).maximumSize(MOST_PLACES).ticker(ticker).build();
  }

  /** Waits for a turn as a browser that has signed in to the account before. */
  Turn takeKnown(String device) {
    return take(KNOWN, Networks.none("browser " + device));
  }

  /** Waits for a turn as anybody. */
  Turn take(String address) {
    var origin = Networks.of(address);
    return take((int) origin.all().filter(place -> failed.getIfPresent(place) != null).count(), origin);
  }

  private Turn take(int standing, Networks origin) {
    var mine = enter(standing, origin);
    try {
      return mine.turn().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return leave(mine);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return leave(mine);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A turn is only ever given or refused", e);
    }
  }

  private synchronized Waiting enter(int standing, Networks origin) {
    long same = waiting.stream().filter(one -> one.origin().equals(origin)).count();
    long near = waiting.stream().filter(one -> one.origin().wide().equals(origin.wide())).count();
    var mine = new Waiting(standing, near, count++, origin, new CompletableFuture<>());
    if (!busy) {
      busy = true;
      mine.turn().complete(Turn.YOURS);
    } else if (same >= MOST_OF_ONE) {
      mine.turn().complete(Turn.TOO_MANY);
    } else {
      waiting.add(mine);
      if (waiting.size() > MOST_WAITING) {
        Objects.requireNonNull(waiting.pollLast()).turn().complete(Turn.FULL);
      }
    }
    return mine;
  }

  /** Whose turn came in the very moment they gave up has it. */
  private synchronized Turn leave(Waiting mine) {
    return waiting.remove(mine) ? Turn.FULL : mine.turn().getNow(Turn.FULL);
  }

  /** Lets the next one have their turn. */
  synchronized void end() {
    var next = waiting.pollFirst();
    busy = next != null;
    if (next != null) {
      next.turn().complete(Turn.YOURS);
    }
  }

  /** What came of a try from an address: who fails waits behind others for a while, and so do those near them. */
  void note(String address, boolean entered) {
    if (entered) {
      failed.invalidate(address);
    } else {
      Networks.of(address).all().forEach(place -> failed.put(place, true));
    }
  }

  /** How many wait now. */
  synchronized int length() {
    return waiting.size();
  }
}
