package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunCosts;
import eu.apaserv.bot.core.store.RunFates;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs forward, batch by batch, on any number of nodes: no more is put into the outbox than its channels send in a
 * few seconds, so that a run can be stopped, the facts are fresh, and answers find the way free.
 */
public final class Runs {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  /** How many seconds of a channel's rate may wait in the outbox. */
  private static final double SECONDS_AHEAD = 3;
  /** The outbox is filled up when so much of what may wait there has gone. */
  private static final int FEWEST = 6;
  /** Of a channel without a limit, so many a second. */
  private static final double FASTEST = 1000;
  private static final int LARGEST_BATCH = 500;
  private static final int MOST_LOOKS = 2_000;

  private final RunBook book;
  private final RunBatch batch;
  private final RunFates fates;
  private final RunCosts costs;
  private final Outbox outbox;
  private final Map<String, RunKind> kinds;
  private final Map<String, Double> rates;
  private final Clock clock;
  private final Bell sender;
  private final Loop saying;
  private final Loop following;

  /**
   * What it works with.
   *
   * @param fates knows what became of messages
   * @param costs holds what costs more than was agreed to
   * @param sender rung when something has become due
   */
  public record Rooms(RunBook book, RunBatch batch, RunFates fates, RunCosts costs, Outbox outbox, Bell sender) {}

  /**
   * @param channels the channels that are on
   * @param perSecond how many messages a second a channel takes
   */
  public Runs(Rooms rooms, Collection<? extends RunKind> kinds, Collection<String> channels,
      ToDoubleFunction<String> perSecond, Clock clock) {
    this.book = rooms.book();
    this.batch = rooms.batch();
    this.fates = rooms.fates();
    this.costs = rooms.costs();
    this.outbox = rooms.outbox();
    this.sender = rooms.sender();
    this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(RunKind::name, Function.identity()));
    this.rates = channels.stream().collect(Collectors.toUnmodifiableMap(c -> c, perSecond::applyAsDouble));
    this.clock = clock;
    this.saying = new Loop("runs", new Bell(), Duration.ofMillis(500), this::say);
    this.following = new Loop("runs-fates", new Bell(), Duration.ofSeconds(1), this::follow);
  }

  public void start() {
    saying.start();
    following.start();
  }

  public void stop() {
    saying.stop();
    following.stop();
  }

  /** Since the slower of its loops looked for work last. */
  public Duration quiet() {
    var said = saying.quiet();
    var followed = following.quiet();
    return said.compareTo(followed) > 0 ? said : followed;
  }

  /** One round over the runs that have somebody to speak to: true when a whole batch was taken somewhere. */
  public boolean say() {
    if (!book.isAnyRunning()) {
      return false;
    }
    var room = room();
    var full = rates.keySet().stream().filter(channel -> !room.containsKey(channel)).toList();
    boolean more = false;
    for (var waiting : book.waiting(List.copyOf(kinds.keySet()), full, clock.instant())) {
      int limit = Math.min(LARGEST_BATCH, rates.containsKey(waiting.channel())
          ? room.getOrDefault(waiting.channel(), 0)
          : least(room));
      if (limit > 0) {
        int taken = take(waiting.run(), waiting.channel(), limit);
        room.merge(waiting.channel(), -taken, Integer::sum);
        more |= taken > 0;
      }
    }
    return more;
  }

  /** Of those who wait for a channel that is off: they go by any other. */
  private int least(Map<String, Integer> room) {
    return room.keySet().containsAll(rates.keySet())
        ? rates.keySet().stream().mapToInt(channel -> room.getOrDefault(channel, 0)).min().orElse(0)
        : 0;
  }

  private int take(Run run, String channel, int limit) {
    var kind = kinds.get(run.kind());
    if (kind == null) {
      return 0;
    }
    try {
      int taken = batch.take(run, channel, limit, clock.instant(), kind::decide);
      sender.ring();
      return taken;
    } catch (IllegalStateException | IllegalArgumentException e) {
      // A kind with a defect must not keep the other runs waiting.
      LOG.error("Run {} of kind {} is paused: its next batch could not be decided", run.id(), run.kind(), e);
      book.pause(run.id());
      return 0;
    }
  }

  /** How many more messages each channel may be given now; none while that is but a few, which would cost as much. */
  private Map<String, Integer> room() {
    var waiting = outbox.begunWaiting();
    var room = new LinkedHashMap<String, Integer>();
    rates.forEach((channel, rate) -> {
      long most = Math.max(1, Math.round(Math.min(rate, FASTEST) * SECONDS_AHEAD));
      long free = most - waiting.getOrDefault(channel, 0L);
      if (free >= Math.max(1, most / FEWEST)) {
        room.put(channel, (int) Math.min(free, Integer.MAX_VALUE));
      }
    });
    return room;
  }

  /** One look at what became of what was said, and at what it costs. */
  public boolean follow() {
    costs.hold();
    boolean more = fates.look(clock.instant(), MOST_LOOKS);
    fates.end(clock.instant());
    return more;
  }
}
