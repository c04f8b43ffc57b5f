package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Who sends what goes out never twice: no more at a time than the rate of this node needs at the time a send takes. When the
 * node dies, each has at most one message of which nobody can tell; whoever waits to join has none. Thread-safe.
 */
final class Crew {
  static final int FEWEST = 4;
  private static final int MOST = 64;
  /** Of a channel without a limit, so many a second are thought of. */
  private static final double FASTEST = 1000;
  private static final double ROOM = 1.25;
  /** How much of what is known of the time a send takes comes from the last one. */
  private static final double WEIGHT = 0.05;

  private final DoubleSupplier perSecond;
  private final LongSupplier nanos;
  private final Map<Long, Long> since = new HashMap<>();
  private final Queue<Ticket> waiting = new PriorityQueue<>(
      Comparator.comparingInt((Ticket ticket) -> ticket.priority).thenComparingLong(ticket -> ticket.message));
  private double takes;

  private static final class Ticket {
    private final int priority;
    private final long message;
    private final Thread thread = Thread.currentThread();
    private volatile boolean in;

    private Ticket(int priority, long message) {
      this.priority = priority;
      this.message = message;
    }
  }

  /**
   * @param perSecond most messages a second
   * @param nanos this machine's, as {@link System#nanoTime}
   */
  Crew(DoubleSupplier perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /**
   * Waits for a place; it is kept until {@link #leave}.
   *
   * @param priority the smaller joins first; of one priority the older message
   */
  void join(int priority, long message) {
    var ticket = new Ticket(priority, message);
    synchronized (this) {
      waiting.add(ticket);
      admit();
    }
    while (!ticket.in) {
      LockSupport.park(this);
    }
  }

  /** The message has waited so long for something that no larger crew would have made shorter. */
  synchronized void waited(long message, long time) {
    since.computeIfPresent(message, (_, joined) -> joined + time);
  }

  /** The message's send is over; nothing where it had not joined. */
  synchronized void leave(long message) {
    var joined = since.remove(message);
    if (joined != null) {
      takes += WEIGHT * ((nanos.getAsLong() - joined) / (double) Duration.ofSeconds(1).toNanos() - takes);
      admit();
    }
  }

  private void admit() {
    while (!waiting.isEmpty() && since.size() < places()) {
      var first = waiting.remove();
      since.put(first.message, nanos.getAsLong());
      first.in = true;
      LockSupport.unpark(first.thread);
    }
  }

  /** How many may be at it. */
  synchronized int places() {
    return Math.clamp(FEWEST + (long) Math.ceil(Math.min(perSecond.getAsDouble(), FASTEST) * takes * ROOM), FEWEST,
        MOST);
  }
}
