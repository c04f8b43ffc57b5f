package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.store.Leased;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows people that their message was read and that an answer is being made, when it does not come at once. A quick answer
 * needs no such call, and providers count calls.
 */
public final class Attention implements AutoCloseable {
  /** Longer silence makes people wonder whether anybody is there. */
  private static final Duration QUICK = Duration.ofMillis(700);

  private final Map<String, Channel> channels;
  private final Duration quick;
  private final ScheduledExecutorService timer = Executors
      .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("attention").factory());

  public Attention(List<Channel> channels) {
    this(channels, QUICK);
  }

  /** @param quick what comes sooner needs no sign */
  Attention(List<Channel> channels, Duration quick) {
    this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, c -> c));
    this.quick = quick;
  }

  /** @return to be run once the answer is made: then no sign is needed any more */
  Runnable to(Leased leased) {
    var sign = timer.schedule(() -> Thread.ofVirtual().name("attention").start(() -> show(leased)), quick.toMillis(),
        TimeUnit.MILLISECONDS);
    return () -> sign.cancel(false);
  }

  /** Not where a person of ours answers, in their own time, or where nothing is answered. */
  private void show(Leased leased) {
    var channel = channels.get(leased.address().channel());
    if (channel != null && leased.owner() == null && !leased.optedOut()) {
      channel.attend(leased.address(), leased.messages().getLast().providerId());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
