package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Express;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.store.StoredContent;
import eu.apaserv.bot.core.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. The channel says what happened; what follows from it (again, later, never, call somebody) is decided
 * here and nowhere else.
 */
public final class Sender {
  /** What alert rules ask for: there from the start, for Prometheus sees no increase in what begins with its first value. */
  private static final List<Class<? extends Delivery>> ASKED_FOR = List.of(Delivery.Alarm.class,
      Delivery.Refused.class);
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  /** An answer nobody could send for so long is given up. */
  private static final Duration OLDEST = Duration.ofHours(24);
  private static final Duration AFTER_ALARM = Duration.ofMinutes(5);
  /** Each reads pieces of its file from the database while it is sent. */
  static final int MOST_DOCUMENTS = 8;
  /** Bots of the version that wrote it are beside us, or come. */
  private static final Duration FOR_ANOTHER_VERSION = Duration.ofSeconds(10);
  private static final Duration BETWEEN_SETTLEMENTS = Duration.ofMillis(500);

  private final Outbox outbox;
  private final Alarms alarms;
  private final List<Lane> lanes;
  private final Shares shares;
  private final Documents documents;
  private final Duration patience;
  private final Semaphore openDocuments = new Semaphore(MOST_DOCUMENTS);
  private final Bell bell;
  private final Traces traces;
  private volatile boolean stopping;

  /**
   * @param silence of this node, after which others look after what it was sending
   * @param longest a send that takes longer has an unknown outcome; longer than any channel waits for its provider
   * @param patience how long receipts may take to tell what became of a send nobody saw the answer of
   * @param traces told of each send
   */
  public Sender(Outbox outbox, ChannelStates states, Alarms alarms, List<Channel> channels, Documents documents,
      Duration silence, Duration longest, Duration patience, Traces traces) {
    this.outbox = outbox;
    this.alarms = alarms;
    this.documents = documents;
    this.patience = patience;
    this.traces = traces;
    var tenure = new Hold.Tenure(silence, longest);
    this.lanes = channels.stream().map(c -> new Lane(c, outbox, states, tenure, this::trace, this::settle)).toList();
    this.shares = new Shares(outbox.shares(), lanes.stream().filter(Lane::isLimited).toList());
    this.bell = Bell.of(lanes.stream().map(Lane::bell).toList());
    channels.forEach(channel -> ASKED_FOR.forEach(outcome -> sends(channel.name(), outcome)));
  }

  private static Counter sends(String channel, Class<?> outcome) {
    return Metrics.counter("bot_sends", "channel", channel, "outcome", outcome(outcome));
  }

  /** Takes answers straight from the commit that keeps them. */
  public Express express() {
    var named = lanes.stream().collect(Collectors.toUnmodifiableMap(Lane::channel, lane -> lane));
    return new Express() {
      @Override
      public @Nullable Pace pace(String channel) {
        var lane = named.get(channel);
        return lane != null && lane.isOpen() ? lane.pace() : null;
      }

      @Override
      public @Nullable Berth berth(String channel, UUID person, int answers, List<Long> open) {
        var lane = named.get(channel);
        return lane == null ? null : lane.berth(person, answers, open);
      }

      @Override
      public void isDue(String channel, UUID person) {
        var lane = named.get(channel);
        if (lane != null) {
          lane.isDue(person);
        }
      }
    };
  }

  /** Rung when something has become due. */
  public Bell bell() {
    return bell;
  }

  public void start() {
    shares.start();
    lanes.forEach(Lane::start);
  }

  /** Takes no more, and waits for the sends under way. */
  public void stop() {
    lanes.forEach(Lane::stop);
    stopping = true;
    lanes.forEach(Lane::finish);
    try {
      shares.stop();
    } catch (StoreException e) {
      LOG.warn("Shares of channels are not given back, they end by themselves: {}", e.getMessage());
    }
  }

  /** How each channel does on this node, by name. */
  public Map<String, Breaker.State> states() {
    return lanes.stream().collect(Collectors.toMap(Lane::channel, Lane::state));
  }

  /** Since the channel that has been quiet longest looked for work last. */
  public Duration quiet() {
    return lanes.stream().map(Lane::quiet).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void settle(Due due, Delivery delivery) {
    sends(due.message().to().channel(), delivery.getClass()).increment();
    settle(settled(due, delivery));
  }

  /** What is known of a send must not be lost to an outage of the database: it is told until it is heard. */
  private void settle(Settled settled) {
    while (true) {
      try {
        Database.await(outbox.settle(settled));
        return;
      } catch (StoreException e) {
        if (stopping) {
          LOG.warn("Message {} is not settled, its receipt or the next look will: {}", settled.id(), e.getMessage());
          return;
        }
        LockSupport.parkNanos(BETWEEN_SETTLEMENTS.toNanos());
      }
    }
  }

  private static String outcome(Class<?> delivery) {
    return delivery.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private Delivery trace(Lane lane, Due due) {
    var step = traces.send(lane.channel(), due.message().replyTo()).with("bot.outbox", due.message().id())
        .with("bot.attempt", due.attempts());
    var delivery = send(lane, due);
    step.end(outcome(delivery.getClass()), !(delivery instanceof Delivery.Accepted));
    return delivery;
  }

  private Delivery send(Lane lane, Due due) {
    if (StoredContent.isUnreadable(due.message().content())) {
      return new Delivery.Retry(FOR_ANOTHER_VERSION, "it holds what this version cannot read");
    }
    try {
      return due.message().content().plain() instanceof Content.Document document
          ? send(lane, due, document)
          : lane.give(due, () -> {
            throw new IllegalStateException("only documents have a file");
          });
    } catch (StoreException e) {
      return new Delivery.Retry(Duration.ofSeconds(2), "the document could not be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A defect while sending message {} by {}", due.message().id(), lane.channel(), e);
      return new Delivery.Unknown("defect: " + e.getClass().getSimpleName());
    }
  }

  private Delivery send(Lane lane, Due due, Content.Document document) {
    openDocuments.acquireUninterruptibly();
    try {
      return documents.open(document.reference(), due.conversation())
          .map(file -> lane.give(due, () -> file)).orElseGet(() -> new Delivery.Refused("no_document",
              "the document does not exist, or is not theirs any more"));
    } finally {
      openDocuments.release();
    }
  }

  private Settled settled(Due due, Delivery delivery) {
    long id = due.message().id();
    int attempt = due.attempts();
    return switch (delivery) {
      case Delivery.Accepted(String providerId, int parts) ->
        new Settled(id, attempt, "sent", providerId, null, Duration.ZERO, false, parts);
      case Delivery.Partly(int done, Delivery next) -> partly(settled(due, next), done);
      case Delivery.Retry(Duration after, String reason, var reach) ->
        // Where all of the channel slows down, a message need not wait long as well.
        again(due, reach == Delivery.Retry.Reach.ALL ? Duration.ZERO : after, reason);
      case Delivery.Unknown(String reason) -> new Settled(id, attempt, "unknown", null, reason, patience, false);
      case Delivery.Refused(String code, String reason) -> failed(due, code, reason);
      case Delivery.OptedOut(String code) -> new Settled(id, attempt, "failed", null, code, Duration.ZERO, true);
      case Delivery.Alarm(String code, String reason) -> alarm(due, code, reason);
    };
  }

  /** What holds for the rest holds for the whole; no part's name stands for it, or a receipt of that part would. */
  private static Settled partly(Settled rest, int done) {
    return new Settled(rest.id(), rest.attempt(), rest.state(), null, rest.error(), rest.after(), rest.unreachable(),
        done);
  }

  private Settled again(Due due, Duration after, String reason) {
    if (due.age().compareTo(OLDEST) > 0) {
      return failed(due, "too_late", reason);
    }
    var backOff = outbox.repeats().afterRetry(due.attempts());
    var wait = after.compareTo(backOff) > 0 ? after : backOff;
    return new Settled(due.message().id(), due.attempts(), "due", null, reason, wait, false);
  }

  private static Settled failed(Due due, String code, String reason) {
    LOG.warn("Message {} will not be sent by {}: {} ({})", due.message().id(), due.message().to().channel(), code,
        reason);
    return new Settled(due.message().id(), due.attempts(), "failed", null, code + ": " + reason, Duration.ZERO, false);
  }

  private Settled alarm(Due due, String code, String reason) {
    raise(due.message().to().channel(), code, reason);
    return again(due, AFTER_ALARM, code + ": " + reason);
  }

  /** Staff hear of it once; where it cannot be kept, the next message says the same. */
  private void raise(String channel, String code, String reason) {
    try {
      if (alarms.raise(channel, code, reason)) {
        LOG.error("{} refuses our messages until somebody acts: {} ({}); they are kept", channel, code, reason);
      }
    } catch (StoreException e) {
      LOG.warn("An alarm of {} is not kept: {} ({}); {}", channel, code, reason, e.getMessage());
    }
  }

}
