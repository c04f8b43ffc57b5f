package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Due;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has in hand: how many messages it may claim, and when it is worth looking for more. It takes no more than can
 * leave soon, so that answers do not wait behind what was claimed before them, and of a long backlog many at once. One loop
 * claims; the rest is thread-safe.
 */
final class Supply {
  static final int LARGEST_CLAIM = 64;
  /** Most wait behind another of their person: what is said in a row goes one by one, and each call may take long. */
  private static final int MOST_AT_ONCE = 1024;
  /** So many while nothing is warm; each that is done makes room for one more. */
  private static final int FIRST_AT_ONCE = 4;
  private static final Duration LONGEST_REST = Duration.ofMillis(100);

  private final @Nullable Starts starts;
  private final Bell bell;
  private final Semaphore places = new Semaphore(FIRST_AT_ONCE);
  private final AtomicInteger opened = new AtomicInteger(FIRST_AT_ONCE);
  /** Claimed, and its call has not begun; of a channel with a limit. */
  private final Set<Long> ahead = ConcurrentHashMap.newKeySet();
  private volatile boolean more;
  private volatile boolean full;

  /**
   * @param starts null: the channel has no limit
   * @param bell rung when it is worth claiming
   */
  Supply(@Nullable Starts starts, Bell bell) {
    this.starts = starts;
    this.bell = bell;
  }

  /** Waits until there is a place; how many messages may be claimed now. */
  int room() throws InterruptedException {
    places.acquire();
    places.release();
    return Math.min(LARGEST_CLAIM, free());
  }

  /**
   * These were claimed.
   *
   * @param asked for so many
   * @param room for so many there would have been
   * @return whether to claim again at once
   */
  boolean took(List<Due> due, int asked, int room) {
    if (starts != null) {
      due.forEach(one -> ahead.add(one.message().id()));
    }
    places.acquireUninterruptibly(due.size());
    full = room == 0;
    more = due.size() == asked;
    return more && asked == room && (isWorthwhile() || isEarly());
  }

  /** Keeps places for answers that come straight from their turn, without a claim. */
  boolean keep(int answers) {
    return free() >= answers && places.tryAcquire(answers);
  }

  /** Of the places that were kept so many are not needed. */
  void giveBack(int unused) {
    places.release(unused);
  }

  /** It has come, for a place that was kept. */
  void straight(Due due) {
    if (starts != null) {
      ahead.add(due.message().id());
    }
  }

  /** The message's call begins. */
  void begins(Due due) {
    if (ahead.remove(due.message().id())) {
      look();
    }
  }

  /** All is done with the message. */
  void done(Due due) {
    ahead.remove(due.message().id());
    places.release(opened.getAndUpdate(n -> Math.min(MOST_AT_ONCE, n + 1)) < MOST_AT_ONCE ? 2 : 1);
    look();
  }

  private void look() {
    if (more && (full || ahead.isEmpty() || isWorthwhile())) {
      bell.ring();
    }
  }

  private int free() {
    int places = this.places.availablePermits();
    return starts == null ? places : Math.clamp(starts.places(Outbox.AHEAD) - ahead.size(), 0, places);
  }

  private boolean isWorthwhile() {
    int most = starts == null ? opened.get() : Math.min(opened.get(), starts.most(Outbox.AHEAD));
    return free() >= Math.clamp(most / 2, 1, LARGEST_CLAIM);
  }

  /** Nothing waits, and the next call may begin too late to claim for it: nobody would ring then. */
  private boolean isEarly() {
    long early = starts == null || !ahead.isEmpty() ? 0 : starts.early(Outbox.AHEAD);
    LockSupport.parkNanos(this, Math.min(early, LONGEST_REST.toNanos()));
    return early > 0;
  }
}
