package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Outbox.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Where the messages of a lane wait for the moments at which they may leave. Whoever comes first, answers leave first: at each
 * moment the message that is due then changes places with the most urgent one that waits. Thread-safe.
 */
final class Turnstile {
  /** A clock that may be off by more makes nobody later: with a slow database everybody always would be. */
  private static final Duration MOST_DOUBT = Duration.ofMillis(10);
  /** How far ahead another moment is looked for; doubles, for whoever is late once is often late again. */
  private static final Duration FIRST_LEAD = Duration.ofMillis(20);
  private static final Duration LONGEST_LEAD = Duration.ofSeconds(1);

  private final SharedClock clock;
  private final Function<Duration, Instant> another;
  private final NavigableSet<Ticket> waiting = new TreeSet<>(
      Comparator.comparingInt((Ticket t) -> t.priority).thenComparingLong(t -> t.id));

  /** Who waits, and until when by {@link System#nanoTime}. */
  private static final class Ticket {
    private final int priority;
    private final long id;
    private final Thread thread = Thread.currentThread();
    private volatile long at;

    private Ticket(int priority, long id, long at) {
      this.priority = priority;
      this.id = id;
      this.at = at;
    }
  }

  /** @param another takes one more moment, that much ahead at the least; may wait for the database */
  Turnstile(SharedClock clock, Function<Duration, Instant> another) {
    this.clock = clock;
    this.another = another;
  }

  /**
   * Returns when the message may leave; at once where the channel has no pace.
   *
   * @param ready done when its turn has come, once, and waited for; if that takes too long, it takes another moment
   */
  void pass(Due due, Runnable ready) {
    var moment = due.moment();
    if (moment == null) {
      ready.run();
      return;
    }
    var ticket = new Ticket(due.priority(), due.message().id(), clock.nanosAt(moment));
    await(ticket);
    ready.run();
    if (isLate(ticket)) {
      await(ticket);
    }
  }

  private void await(Ticket ticket) {
    var lead = FIRST_LEAD;
    enter(ticket);
    try {
      while (!isTurn(ticket)) {
        leave(ticket);
        ticket.at = clock.nanosAt(another.apply(lead));
        lead = lead.compareTo(LONGEST_LEAD) < 0 ? lead.multipliedBy(2) : LONGEST_LEAD;
        enter(ticket);
      }
    } finally {
      leave(ticket);
    }
  }

  private boolean isLate(Ticket ticket) {
    long late = System.nanoTime() - ticket.at;
    return late > ChannelStates.LATEST.toNanos() - Math.min(clock.error(), MOST_DOUBT.toNanos());
  }

  /** Waits; false for who is late: two messages of different moments must not share a second. */
  private boolean isTurn(Ticket ticket) {
    while (true) {
      long left = ticket.at - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else if (isLate(ticket)) {
        return false;
      } else if (isMostUrgent(ticket)) {
        return true;
      }
    }
  }

  private synchronized boolean isMostUrgent(Ticket ticket) {
    var first = waiting.getFirst();
    if (first.priority >= ticket.priority) {
      return true;
    }
    long now = ticket.at;
    ticket.at = first.at;
    first.at = now;
    LockSupport.unpark(first.thread);
    return false;
  }

  private synchronized void enter(Ticket ticket) {
    waiting.add(ticket);
  }

  private synchronized void leave(Ticket ticket) {
    waiting.remove(ticket);
  }
}
