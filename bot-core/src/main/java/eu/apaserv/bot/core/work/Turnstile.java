package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Where the messages of a lane wait until their call may begin: the last gate before it. Whoever comes first, answers leave
 * first: each place goes to the most urgent one that waits. Thread-safe.
 */
final class Turnstile {
  /** Without a share a message goes back for others to send: they may have all of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  /** A thread that is woken for nothing or not at all looks again. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Starts starts;
  private final LongSupplier nanos;
  private final NavigableSet<Ticket> waiting = new TreeSet<>(
      Comparator.comparingInt(Ticket::priority).thenComparingLong(Ticket::message)
          .thenComparingLong(ticket -> ticket.thread().threadId()));
  private boolean closed;

  private record Ticket(int priority, long message, Thread thread, long since) {}

  /** @param nanos this machine's, as {@link System#nanoTime} */
  Turnstile(Starts starts, LongSupplier nanos) {
    this.starts = starts;
    this.nanos = nanos;
  }

  /**
   * Waits; when it returns true the call begins.
   *
   * @param priority the smaller leaves first; of one priority the older message
   * @return false: it does not leave here, for this node has no share
   */
  boolean pass(int priority, long message) {
    var ticket = new Ticket(priority, message, Thread.currentThread(), nanos.getAsLong());
    enter(ticket);
    try {
      for (long wait = attempt(ticket); wait != 0; wait = attempt(ticket)) {
        if (wait == Starts.NEVER && isHopeless(ticket)) {
          return false;
        }
        LockSupport.parkNanos(this, Math.min(wait, LOOK.toNanos()));
      }
      return true;
    } finally {
      leave(ticket);
    }
  }

  /** From now on who finds no share does not wait for one. */
  synchronized void close() {
    closed = true;
    waiting.forEach(ticket -> LockSupport.unpark(ticket.thread()));
  }

  /** Its share has changed. */
  synchronized void look() {
    if (!waiting.isEmpty()) {
      LockSupport.unpark(waiting.getFirst().thread());
    }
  }

  private synchronized boolean isHopeless(Ticket ticket) {
    return !starts.hasShare() && (closed || nanos.getAsLong() - ticket.since() > PATIENCE.toNanos());
  }

  private synchronized long attempt(Ticket ticket) {
    return waiting.getFirst().equals(ticket) ? starts.admit() : Starts.NEVER;
  }

  private synchronized void enter(Ticket ticket) {
    waiting.add(ticket);
  }

  /** The next one looks when its place comes. */
  private synchronized void leave(Ticket ticket) {
    waiting.remove(ticket);
    look();
  }
}
