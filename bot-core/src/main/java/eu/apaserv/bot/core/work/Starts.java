package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.store.ChannelShares.Ask;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * When this process may begin the calls of one channel: within its share of what all nodes may, in no span more than that,
 * evenly, and none after the lease of its share. Whoever comes late for a place only makes that call later: what was missed is
 * caught up with, as far as the span allows. Thread-safe.
 */
final class Starts {
  /** There is no share: none may begin, and nobody knows when. */
  static final long NEVER = Long.MAX_VALUE;
  /**
   * The part of a share that is used while nobody is late. The rest, and {@link #ON_THE_WAY}, keep what takes a little
   * longer or shorter to its provider from making a second too full there.
   */
  static final double USED = 0.985;
  /** Calls count for so much longer than the provider counts them. */
  static final Duration ON_THE_WAY = Duration.ofMillis(12);
  /** So much of what was missed is caught up with at once. */
  private static final Duration CAUGHT_UP = Duration.ofMillis(50);

  private final long[] recent;
  private final long span;
  private final LongSupplier nanos;
  private int last;
  private long next;
  private int share;
  private long until;
  private int before;
  private int told;
  private long beforeUntil;

  /**
   * @param pace which has a limit
   * @param nanos this machine's, as {@link System#nanoTime}
   */
  Starts(Pace pace, LongSupplier nanos) {
    this.recent = new long[(int) Math.clamp(Math.floor(pace.perSecond()), 1, 1 << 20)];
    this.span = (long) Math.ceil(Math.max(1, recent.length / pace.perSecond()) * 1e9) + ON_THE_WAY.toNanos();
    this.nanos = nanos;
    long now = nanos.getAsLong();
    Arrays.fill(recent, now - span);
    next = now;
    until = now - span;
    beforeUntil = now;
  }

  /** What its share is in a second. */
  synchronized double perSecond() {
    return share * 1e9 / span;
  }

  /** What this node asks for. */
  synchronized Ask ask(String channel) {
    told = busiest(nanos.getAsLong());
    return new Ask(channel, recent.length, told, Duration.ofNanos(span));
  }

  /** What others could have now, for its calls no longer count. */
  synchronized boolean hasNews() {
    return busiest(nanos.getAsLong()) < told;
  }

  /**
   * From now on.
   *
   * @param calls most in any span
   * @param end when the lease of them is over
   */
  synchronized void allow(int calls, long end) {
    long now = nanos.getAsLong();
    if (calls < share) {
      before = busiest(now);
      beforeUntil = now + span;
    }
    share = Math.min(calls, recent.length);
    until = end;
    if (share > 0 && next - now > apart()) {
      next = now + apart();
    }
  }

  private int busiest(long now) {
    return Math.max(now - until < span ? share : 0, now - beforeUntil < 0 ? before : 0);
  }

  /** @return how many nanoseconds to wait before asking again; 0: a call begins now; {@link #NEVER}: there is no share */
  synchronized long admit() {
    long now = nanos.getAsLong();
    if (!holds(now)) {
      return NEVER;
    }
    long wait = first(now) - now;
    if (wait > 0) {
      return wait;
    }
    last = (last + 1) % recent.length;
    recent[last] = now;
    next = later(next, now - CAUGHT_UP.toNanos()) + apart();
    return 0;
  }

  /** How many may begin within so long. */
  synchronized int places(Duration within) {
    long now = nanos.getAsLong();
    if (!holds(now)) {
      return 0;
    }
    long left = now + within.toNanos() - first(now);
    return left < 0 ? 0 : (int) Math.min(share, 1 + left / apart());
  }

  /** How many may begin in any so long, at the most. */
  synchronized int most(Duration within) {
    return share == 0 ? 0 : (int) Math.min(share, 1 + within.toNanos() / apart());
  }

  /** How many nanoseconds until the next may begin within so long; 0: it may, or there is no share. */
  synchronized long early(Duration within) {
    long now = nanos.getAsLong();
    return holds(now) ? Math.max(0, first(now) - now - within.toNanos()) : 0;
  }

  /** Whether any may begin, now or later. */
  synchronized boolean hasShare() {
    return holds(nanos.getAsLong());
  }

  private boolean holds(long now) {
    return share > 0 && now - until < 0;
  }

  /** When the next may begin: evenly, and not while the one that many before it still counts. */
  private long first(long now) {
    return later(now, later(next, recent[Math.floorMod(last + 1 - share, recent.length)] + span));
  }

  private long apart() {
    return (long) (span / (USED * share));
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
