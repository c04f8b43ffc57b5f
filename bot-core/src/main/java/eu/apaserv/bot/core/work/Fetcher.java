package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Attachments.Wanted;
import eu.apaserv.bot.core.store.FileLimits;
import eu.apaserv.bot.core.store.StoreException;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the files people sent, once their message has been answered. The channel says what happened; what follows (keep,
 * again later, never, call somebody) is decided here and nowhere else.
 */
public final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final int MOST_AT_ONCE = 4;
  /** No provider keeps a file longer. */
  private static final Duration OLDEST = Duration.ofDays(7);
  private static final Duration AFTER_ALARM = Duration.ofMinutes(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final Attachments attachments;
  private final Alarms alarms;
  private final Map<String, Channel> channels;
  private final Clock clock;
  private final FileLimits limits;
  private final Bell bell = new Bell();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Loop loop;

  /** @param limits what is beyond them is refused */
  public Fetcher(Attachments attachments, Alarms alarms, List<Channel> channels, Clock clock, FileLimits limits) {
    this.attachments = attachments;
    this.alarms = alarms;
    this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, c -> c));
    this.clock = clock;
    this.limits = limits;
    this.loop = new Loop("fetcher", bell, Duration.ofSeconds(1), this::claim);
  }

  public void start() {
    loop.start();
  }

  /** Takes no more, and waits for the files under way. */
  public void stop() {
    loop.stop();
    threads.close();
  }

  /** Since it looked for work last. */
  public Duration quiet() {
    return loop.quiet();
  }

  private boolean claim() {
    int free = places.drainPermits();
    List<Wanted> wanted = List.of();
    try {
      int beyond = free == 0 ? 0 : attachments.refuseBeyond(limits);
      if (beyond > 0) {
        LOG.warn("{} files are not kept: their senders have sent more than is kept of one person in a day", beyond);
      }
      wanted = free == 0 ? List.of() : attachments.claim(free, List.copyOf(channels.keySet()), LEASE);
    } finally {
      places.release(free - wanted.size());
    }
    wanted.forEach(one -> threads.execute(() -> take(one)));
    return false;
  }

  private void take(Wanted wanted) {
    try {
      var channel = Objects.requireNonNull(channels.get(wanted.channel()), "only files of our channels are claimed");
      attachments.discard(wanted);
      var arrival = new Arrival(attachments, wanted, limits.largest());
      var fetched = channel.fetch(wanted.media(), arrival.inlet());
      Metrics.counter("bot_fetches", "channel", wanted.channel(), "outcome",
          fetched.getClass().getSimpleName().toLowerCase(Locale.ROOT)).increment();
      settle(wanted, arrival, fetched);
      attachments.discard(wanted);
    } catch (StoreException e) {
      LOG.warn("File {} is fetched again later, the database did not answer: {}", wanted.id(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A defect while fetching file {}; it is tried again", wanted.id(), e);
    } finally {
      places.release();
      bell.ring();
    }
  }

  private void settle(Wanted wanted, Arrival arrival, Fetched fetched) {
    switch (fetched) {
      case Fetched.Whole _ -> arrival.keep().map(Inlet.Unwanted::refused)
          .ifPresent(refused -> refuse(wanted, refused.code(), refused.reason()));
      case Fetched.Retry(Duration after, String reason) -> again(wanted, after, reason);
      case Fetched.Refused(String code, String reason) -> refuse(wanted, code, reason);
      case Fetched.Alarm(String code, String reason) -> {
        if (alarms.raise(wanted.channel(), code, reason)) {
          LOG.error("{} gives us no files until somebody acts: {} ({})", wanted.channel(), code, reason);
        }
        again(wanted, AFTER_ALARM, code);
      }
    }
  }

  private void again(Wanted wanted, Duration after, String reason) {
    if (wanted.since().plus(OLDEST).isBefore(clock.instant())) {
      refuse(wanted, "too_late", reason);
      return;
    }
    var backOff = Duration.ofSeconds(2L << Math.min(wanted.attempts() - 1, 11));
    var wait = after.compareTo(backOff) > 0 ? after : backOff;
    attachments.again(wanted, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, reason);
  }

  private void refuse(Wanted wanted, String code, String reason) {
    LOG.info("File {} by {} is not kept: {} ({})", wanted.id(), wanted.channel(), code, reason);
    attachments.refuse(wanted, code);
  }
}
