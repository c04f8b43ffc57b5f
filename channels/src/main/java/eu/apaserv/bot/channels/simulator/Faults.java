package eu.apaserv.bot.channels.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * The switchboard of what goes wrong. Faults for the next sends are used up in the order they were ordered; after them the
 * switches apply, each with its share, and a send meets at most one of them. May be turned at any time. Thread-safe.
 */
public final class Faults {
  private final Queue<Fault> next = new ArrayDeque<>();
  private final Random random = new Random(20260101);
  private final Map<FaultSwitch, Double> shares = new EnumMap<>(FaultSwitch.class);
  private final Map<FaultSwitch, Integer> met = new EnumMap<>(FaultSwitch.class);
  private Duration late = Duration.ofSeconds(40);
  private Duration lag = Duration.ofMillis(200);
  private Duration asked = Duration.ofSeconds(1);
  private double share;
  private int shareStatus = 503;
  private int duplicates;

  /** The next {@code n} sends meet {@code fault}. */
  public synchronized void next(int n, Fault fault) {
    for (var i = 0; i < n; i++) {
      next.add(fault);
    }
  }

  /** The next {@code n} sends are refused with this HTTP status in the provider's own shape. */
  public void failNext(int n, int status) {
    next(n, new Fault.Fails(status, null));
  }

  /** As {@link #failNext(int, int)}, and the provider asks to wait. */
  public void failNext(int n, int status, Duration after) {
    next(n, new Fault.Fails(status, after));
  }

  /** The next {@code n} sends get this answer and nothing is done. */
  public void answerNext(int n, Answer answer) {
    next(n, new Fault.Answers(answer));
  }

  /** The next {@code n} sends are done at once and answered late. */
  public void delayNext(int n, Duration by) {
    next(n, new Fault.Delays(by));
  }

  /** The next {@code n} sends are done, then the connection breaks. */
  public void dropNext(int n) {
    next(n, new Fault.Drops());
  }

  /** The next {@code n} sends are done, then answered with something unreadable. */
  public void garbleNext(int n) {
    next(n, new Fault.Garbles());
  }

  /** From now on each webhook is delivered {@code n} times more than needed. */
  public synchronized void duplicate(int n) {
    duplicates = n;
  }

  /** From now on this share of the sends (0 to 1) is refused with this HTTP status. */
  public synchronized void refuse(double ofAll, int status) {
    share = ofAll;
    shareStatus = status;
  }

  /**
   * From now on {@code which} happens to this share of the sends or webhooks it concerns.
   *
   * @param ofAll 0 to 1
   */
  public synchronized void set(FaultSwitch which, double ofAll) {
    if (!(ofAll >= 0 && ofAll <= 1)) {
      throw new IllegalArgumentException("The share of " + which + " is 0 to 1, not " + ofAll);
    }
    shares.put(which, ofAll);
  }

  public synchronized double share(FaultSwitch which) {
    return shares.getOrDefault(which, 0.0);
  }

  /** How often it has happened. */
  public synchronized int met(FaultSwitch which) {
    return met.getOrDefault(which, 0);
  }

  /** The switches draw lots from here: the same seed gives the same lots in the same order. */
  public synchronized void seed(long seed) {
    random.setSeed(seed);
  }

  /**
   * How slow things are.
   *
   * @param answer how long after acting a {@link FaultSwitch#TIMEOUT} is answered; longer than the bot waits
   * @param post how late a webhook is at most, and how long a trickling answer pauses
   */
  public synchronized void slowness(Duration answer, Duration post) {
    late = answer;
    lag = post;
  }

  /** What a refusal for too many asks to wait, in whole seconds. */
  public synchronized void ask(Duration pause) {
    asked = pause;
  }

  /** All well again. */
  public synchronized void clear() {
    next.clear();
    share = 0;
    duplicates = 0;
    shares.clear();
    met.clear();
  }

  /** How often more than needed the next webhook is delivered. */
  synchronized int duplicates() {
    return duplicates + (hits(FaultSwitch.DUPLICATE) ? 1 : 0);
  }

  /** Draws lots for one webhook or send. */
  synchronized boolean hits(FaultSwitch which) {
    boolean hit = share(which) > 0 && random.nextDouble() < share(which);
    if (hit) {
      met.merge(which, 1, Integer::sum);
    }
    return hit;
  }

  /** How late a webhook is, this time. */
  synchronized Duration someLag() {
    return lag.multipliedBy(1 + random.nextInt(100)).dividedBy(100);
  }

  synchronized Fault take() {
    var ordered = next.poll();
    if (ordered != null) {
      return ordered;
    }
    if (share > 0 && random.nextDouble() < share) {
      return new Fault.Fails(shareStatus, null);
    }
    for (var which : FaultSwitch.values()) {
      if (which.meetsSends() && hits(which)) {
        return fault(which);
      }
    }
    return new Fault.None();
  }

  private Fault fault(FaultSwitch which) {
    return switch (which) {
      case TOO_MANY -> new Fault.Fails(429, asked);
      case SERVER_ERROR -> new Fault.Fails(503, null);
      case TIMEOUT -> new Fault.Delays(late);
      case GARBAGE -> new Fault.Garbles();
      case SLOW -> new Fault.Trickles(lag);
      case RESET -> new Fault.Resets();
      case DUPLICATE, REORDER, DELAY, DROP -> new Fault.None();
    };
  }
}
