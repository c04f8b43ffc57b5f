package eu.apaserv.bot.channels.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/**
 * The switchboard of what goes wrong. Faults for the next sends are used up in the order they were ordered; after them the
 * share of refusals applies. Thread-safe.
 */
public final class Faults {
  private final Queue<Fault> next = new ArrayDeque<>();
  private final Random random = new Random(20260101);
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

  /** All well again. */
  public synchronized void clear() {
    next.clear();
    share = 0;
    duplicates = 0;
  }

  synchronized int duplicates() {
    return duplicates;
  }

  synchronized Fault take() {
    var ordered = next.poll();
    if (ordered != null) {
      return ordered;
    }
    return share > 0 && random.nextDouble() < share ? new Fault.Fails(shareStatus, null) : new Fault.None();
  }
}
