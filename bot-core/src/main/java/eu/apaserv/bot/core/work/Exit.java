package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Buckets;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.StoreException;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last steps of a message on its lane: when its call may begin, the call, and what its answer says of the channel. */
final class Exit {
  private static final Logger LOG = LoggerFactory.getLogger(Exit.class);

  private final Channel channel;
  private final Outbox outbox;
  private final ChannelStates states;
  private final Hold hold;
  private final @Nullable Turnstile turnstile;
  private final Supply supply;
  private final Breaker breaker;
  private final Crew crew;
  private final Timer times;
  private final Slowdown slowdown = new Slowdown(System.nanoTime());

  /** @param starts with its turnstile; both null where the channel has no limit */
  Exit(Channel channel, Outbox outbox, ChannelStates states, Hold hold, @Nullable Starts starts,
      @Nullable Turnstile turnstile, Supply supply, Breaker breaker) {
    this.channel = channel;
    this.outbox = outbox;
    this.states = states;
    this.hold = hold;
    this.turnstile = turnstile;
    this.supply = supply;
    this.breaker = breaker;
    this.crew = new Crew(starts == null ? channel.pace()::perSecond : starts::perSecond, System::nanoTime);
    this.times = Timer.builder("bot_send").tag("channel", channel.name())
        .serviceLevelObjectives(Buckets.patient()).register(Metrics.globalRegistry);
  }

  /**
   * Right before its call, when that may begin. What goes out never twice is written down as leaving before it waits for that;
   * answers, which may be said twice, cost no statement until they are said again.
   *
   * @return false: it is not to be sent here
   */
  private boolean begin(Due due) {
    long id = due.message().id();
    if (due.neverTwice()) {
      crew.join(due.priority(), id);
      return outbox.leaves(due) && passes(due);
    }
    return passes(due) && (due.attempts() == 1 || isWanted(due));
  }

  /** If that look takes long, its call may begin later. */
  private boolean isWanted(Due due) {
    long since = System.nanoTime();
    return outbox.isWanted(due)
        && (System.nanoTime() - since < Starts.ON_THE_WAY.toNanos() || passes(due));
  }

  private boolean passes(Due due) {
    long since = System.nanoTime();
    boolean passes = turnstile == null || turnstile.pass(due.priority(), due.message().id());
    crew.waited(due.message().id(), System.nanoTime() - since);
    supply.begins(due);
    return passes;
  }

  /** Nobody's messages are claimed until then; where that cannot be kept, each is still put off for itself. */
  private void rest(Duration wait, String reason) {
    LOG.warn("{}: all of it waits for {} ms: {}", channel.name(), wait.toMillis(), reason);
    try {
      states.rest(channel.name(), wait);
    } catch (StoreException e) {
      LOG.warn("{}: that it has to wait could not be told to other nodes: {}", channel.name(), e.getMessage());
    }
  }

  /** To the channel when its call may begin, whatever it took to get so far; what the channel says tells the breaker too. */
  Delivery give(Due due, Supplier<OwnFile> file) {
    try {
      return begin(due) && hold.isOurs(due.message().id())
          ? give(due.message(), file)
          : new Delivery.Retry(Duration.ZERO, "not sent: others may have it by now, or all there is to send");
    } catch (StoreException e) {
      return new Delivery.Retry(Duration.ofSeconds(1), "not sent: " + e.getMessage());
    } finally {
      crew.leave(due.message().id());
    }
  }

  private Delivery give(Outbound message, Supplier<OwnFile> file) {
    try {
      var delivery = Objects.requireNonNull(times.record(() -> channel.send(message, file)),
          "a send says what happened");
      breaker.hear(delivery);
      if (delivery instanceof Delivery.Retry retry && retry.everybody()) {
        slowdown.refused(retry, System.nanoTime()).ifPresent(wait -> rest(wait, retry.reason()));
      } else if (delivery instanceof Delivery.Accepted) {
        slowdown.accepted(System.nanoTime());
      }
      return delivery;
    } catch (RuntimeException e) {
      breaker.hear(new Delivery.Unknown("defect: " + e.getClass().getSimpleName()));
      throw e;
    }
  }
}
