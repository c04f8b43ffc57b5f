package eu.apaserv.bot.channels.sms.smpp;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Times in which this process did not run: it was stopped, or got no core. What is read right after may have lain unread all the
 * while, and a centre that had no answer may have delivered it again, here or to another process. Thread-safe.
 */
final class SmppPauses {
  /** How often {@link #beat} is called. */
  static final Duration BEAT = Duration.ofMillis(100);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  /** By then whatever lay there has been read. */
  private static final long READ_BY_THEN = Duration.ofSeconds(2).toNanos();

  private final LongSupplier nanos;
  private boolean beating;
  private boolean paused;
  private long last;
  private long from;
  private long until;

  SmppPauses(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The process runs. */
  synchronized void beat() {
    if (!beating) {
      beating = true;
      last = nanos.getAsLong();
    }
    look();
  }

  /** Since when what is read now may have lain unread; empty: it came just now. */
  synchronized OptionalLong unreadSince() {
    if (!beating) {
      return OptionalLong.empty();
    }
    long now = look(); // not only at a beat: what is read may be faster than the next one
    return soonAfter(now) ? OptionalLong.of(from) : OptionalLong.empty();
  }

  private long look() {
    long now = nanos.getAsLong();
    if (now - last > PAUSE) {
      from = soonAfter(last) ? from : last;
      until = now;
      paused = true;
    }
    last = now;
    return now;
  }

  private boolean soonAfter(long now) {
    return paused && now - until <= READ_BY_THEN;
  }
}
