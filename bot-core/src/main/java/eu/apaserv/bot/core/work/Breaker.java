package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Delivery;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node from throwing messages at a provider that takes none: after {@value #ENOUGH} sends in a row without one that
 * was taken or answered for good it opens, and then one message at a time tries whether things are well again. Each node
 * has its own, for what fails may be its network. Thread-safe.
 */
public final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
  static final int ENOUGH = 20;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  /** What a provider asks for is kept, up to this. */
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  /** How a channel does on this node. */
  public enum State {
    /** Messages go out. */
    CLOSED,
    /** None is claimed. */
    OPEN,
    /** One is under way to see whether others may follow. */
    PROBING
  }

  private final String channel;
  private final LongSupplier nanos;
  private State state = State.CLOSED;
  private int failures;
  private Duration pause = FIRST_PAUSE;
  private long until;

  /** @param nanos this machine's, as {@link System#nanoTime} */
  Breaker(String channel, LongSupplier nanos) {
    this.channel = channel;
    this.nanos = nanos;
  }

  synchronized State state() {
    return state;
  }

  /** How many of {@code wanted} messages may be claimed now. */
  synchronized int room(int wanted) {
    return switch (state) {
      case CLOSED -> wanted;
      case OPEN -> nanos.getAsLong() - until >= 0 ? 1 : 0;
      case PROBING -> 0;
    };
  }

  /** Some were claimed. */
  synchronized void claimed() {
    if (state == State.OPEN) {
      state = State.PROBING;
    }
  }

  /** The message that was claimed could not even be tried: the next one is to tell. */
  synchronized void untried() {
    if (state == State.PROBING) {
      state = State.OPEN;
    }
  }

  /** What the channel said of one send. */
  synchronized void hear(Delivery delivery) {
    switch (delivery) {
      case Delivery.Accepted _,Delivery.Partly _,Delivery.Refused _,Delivery.OptedOut _ -> works();
      case Delivery.Retry(Duration after, String reason, var _) -> fails(after, reason);
      case Delivery.Unknown(String reason) -> fails(Duration.ZERO, reason);
      case Delivery.Alarm(String code, String reason) -> fails(Duration.ZERO, code + " " + reason);
    }
  }

  private void works() {
    if (state != State.CLOSED) {
      LOG.info("{}: works again", channel);
    }
    state = State.CLOSED;
    failures = 0;
    pause = FIRST_PAUSE;
  }

  private void fails(Duration asked, String reason) {
    failures++;
    if (state == State.CLOSED && failures >= ENOUGH) {
      LOG.warn("{}: {} sends in a row failed, the last one: {}; trying one at a time", channel, failures, reason);
      open(asked);
    } else if (state == State.PROBING) {
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      open(asked);
    }
  }

  private void open(Duration asked) {
    state = State.OPEN;
    var wait = shorter(asked, LONGEST_ASKED);
    until = nanos.getAsLong() + (wait.compareTo(pause) > 0 ? wait : pause).toNanos();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
