package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * More moments of a channel, for messages that missed their own. On a busy machine many are late at once: they take theirs
 * together, for the channel's row lets one statement in after the other.
 */
public final class Moments {
  private static final int MOST_AT_ONCE = 256;

  private final ChannelStates states;
  private final String channel;
  private final Pace pace;
  private final Batches<Wanted> wanted = new Batches<>(MOST_AT_ONCE, this::take);

  private record Wanted(Duration lead, Promise<Instant> moment) {}

  /** @param pace which has a limit */
  public Moments(ChannelStates states, String channel, Pace pace) {
    this.states = states;
    this.channel = channel;
    this.pace = pace;
  }

  /**
   * Takes one more moment; waits for it.
   *
   * @param lead it is not sooner than this
   * @return by the database's clock
   */
  public Instant another(Duration lead) {
    var one = new Wanted(lead, Promise.promise());
    return Database.await(wanted.add(List.of(one)).compose(_ -> one.moment().future()));
  }

  private Future<?> take(List<Wanted> all) {
    var lead = all.stream().map(Wanted::lead).max(Comparator.naturalOrder()).orElseThrow();
    var apart = Duration.ofNanos((long) (1e9 / (pace.perSecond() * ChannelStates.SHARE)));
    return states.moments(channel, pace, lead, all.size()).onSuccess(first -> {
      for (int i = 0; i < all.size(); i++) {
        all.get(i).moment().tryComplete(first.plus(apart.multipliedBy(i)));
      }
    });
  }
}
