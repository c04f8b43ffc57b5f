package eu.apaserv.bot.channels.sms.smpp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast one session may submit: so many a second by contract, so many without an answer, and slower for a while after
 * the centre asked for it. Thread-safe.
 */
final class SmppPace {
  private static final long FIRST_PENALTY = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_PENALTY = TimeUnit.SECONDS.toNanos(30);

  private final Semaphore window;
  private final long between;
  private long next = System.nanoTime();
  private long penalty;

  SmppPace(int window, int rate) {
    this.window = new Semaphore(window, true);
    this.between = TimeUnit.SECONDS.toNanos(1) / rate;
  }

  /** A turn that came: to be given back once the answer is there. */
  sealed interface Turn {
    record Now() implements Turn {}

    /** It would take longer than anybody waits. */
    record Later(Duration after) implements Turn {}
  }

  /** Waits for a turn, at most so long. */
  Turn turn(Duration patience) throws InterruptedException {
    long begun = System.nanoTime();
    if (!window.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return new Turn.Later(Duration.ofSeconds(1));
    }
    long wait = reserve(patience.toNanos() - (System.nanoTime() - begun));
    if (wait < 0) {
      window.release();
      return new Turn.Later(Duration.ofNanos(-wait));
    }
    for (long until = System.nanoTime() + wait; until - System.nanoTime() > 0;) {
      LockSupport.parkNanos(until - System.nanoTime());
      if (Thread.interrupted()) {
        window.release();
        throw new InterruptedException();
      }
    }
    return new Turn.Now();
  }

  void back() {
    window.release();
  }

  /** The centre took one: what it asked for before is over. */
  synchronized void well() {
    penalty = 0;
  }

  /** The centre asks to slow down: the whole session pauses, twice as long each time. */
  synchronized Duration slower() {
    long now = System.nanoTime();
    if (penalty == 0 || next - now < penalty / 2) {
      penalty = Math.min(Math.max(penalty * 2, FIRST_PENALTY), LONGEST_PENALTY);
    }
    if (next - now < penalty) {
      next = now + penalty;
    }
    return Duration.ofNanos(penalty);
  }

  /** How long until the place that is now reserved; negative, and nothing reserved, when that is too long. */
  private synchronized long reserve(long patience) {
    long now = System.nanoTime();
    long mine = Math.max(next, now);
    if (mine - now > patience) {
      return now - mine;
    }
    next = mine + between;
    return mine - now;
  }
}
