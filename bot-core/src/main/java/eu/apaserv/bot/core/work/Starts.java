package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Pace;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The calls of one channel that this process has begun of late: in no second it begins more than the provider allows, however
 * late threads, files or the database make them for the moments they were given. The last gate before a call; the moments keep
 * the rate for all nodes together, this keeps delays from gathering what they had spread. Thread-safe.
 */
final class Starts {
  private final long[] recent;
  private final long window;
  private final LongSupplier nanos;
  private int next;
  private boolean full;

  /**
   * @param pace which has a limit
   * @param nanos this machine's, as {@link System#nanoTime}
   */
  Starts(Pace pace, LongSupplier nanos) {
    this.recent = new long[(int) Math.clamp(Math.floor(pace.perSecond()), 1, 1 << 20)];
    this.window = (long) Math.ceil(Math.max(1, recent.length / pace.perSecond()) * 1e9);
    this.nanos = nanos;
  }

  /** Returns when the call may begin, which counts from then on. */
  void pass() {
    for (long wait = admit(); wait > 0; wait = admit()) {
      LockSupport.parkNanos(this, wait);
    }
  }

  /** @return how many nanoseconds to wait before asking again; 0: it begins now */
  synchronized long admit() {
    long now = nanos.getAsLong();
    long wait = full ? recent[next] + window - now : 0;
    if (wait > 0) {
      return wait;
    }
    recent[next] = now;
    next = (next + 1) % recent.length;
    full |= next == 0;
    return 0;
  }
}
