package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The messages of one run and what became of them. Every time is counted from the moment a message was due, so that a stall
 * cannot hide.
 */
final class Flight {
  private static final long LONGEST_MICROS = 120_000_000L;
  /** Between two messages of one person. */
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long MOST_WAIT = TimeUnit.SECONDS.toNanos(20);

  private final String prefix;
  private final int burst;
  private final double burstsApart;
  private final long start = System.nanoTime() + APART;
  private final byte[] replies;
  private final byte[] furthest;
  private final Histogram webhook = new Histogram(LONGEST_MICROS, 3);
  private final Histogram reply = new Histogram(LONGEST_MICROS, 3);
  private final Promise<Flight> done = Promise.promise();
  private int next;
  private int open;
  private int untaken;
  private int reordered;
  private int turnedAway;
  private long lastNews = System.nanoTime();

  /**
   * @param prefix of the ids of its messages
   * @param burst messages of one person in a row
   * @param rate messages a second
   */
  Flight(String prefix, int burst, int rate, int messages) {
    int bursts = Math.max(1, messages / burst);
    this.prefix = prefix;
    this.burst = burst;
    this.burstsApart = 1e9 * burst / rate;
    this.replies = new byte[bursts * burst];
    this.furthest = new byte[bursts];
    this.open = replies.length;
    this.untaken = replies.length;
  }

  int bursts() {
    return furthest.length;
  }

  String id(int message) {
    return prefix + message;
  }

  long dueAt(int message) {
    int before = message / burst;
    return start + (long) (before * burstsApart) + message % burst * APART;
  }

  /** The next burst that is due; -1: none yet, or none any more. */
  int nextDue() {
    return next < furthest.length && dueAt(next * burst) <= System.nanoTime() ? next++ : -1;
  }

  void taken(int message, int status) {
    lastNews = System.nanoTime();
    untaken--;
    if (status == 200) {
      webhook.recordValue(Math.clamp((lastNews - dueAt(message)) / 1000, 0, LONGEST_MICROS));
    } else {
      turnedAway++;
    }
  }

  void replied(String id) {
    if (!id.startsWith(prefix)) {
      return;
    }
    int message = Integer.parseInt(id, prefix.length(), id.length(), 10);
    if (replies[message]++ == 0) {
      lastNews = System.nanoTime();
      open--;
      reply.recordValue(Math.clamp((lastNews - dueAt(message)) / 1000, 0, LONGEST_MICROS));
      int place = message % burst;
      reordered += place < furthest[message / burst] ? 1 : 0;
      furthest[message / burst] = (byte) Math.max(place, furthest[message / burst]);
    }
  }

  /** All is answered, or nothing happens any more. */
  boolean isOver() {
    return (open == 0 && untaken == 0) || System.nanoTime() - lastNews > MOST_WAIT;
  }

  void over() {
    done.complete(this);
  }

  Future<Flight> future() {
    return done.future();
  }

  int messages() {
    return replies.length;
  }

  /** From the first message until the last answer. */
  double seconds() {
    return (lastNews - start) / 1e9;
  }

  int lost() {
    return open;
  }

  int doubled() {
    int count = 0;
    for (byte one : replies) {
      count += one > 1 ? 1 : 0;
    }
    return count;
  }

  int reordered() {
    return reordered;
  }

  /** Webhook calls that were not answered with 200. */
  int turnedAway() {
    return turnedAway;
  }

  /** Milliseconds. */
  double webhook(double percentile) {
    return webhook.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Milliseconds. */
  double reply(double percentile) {
    return reply.getValueAtPercentile(percentile) / 1000.0;
  }
}
