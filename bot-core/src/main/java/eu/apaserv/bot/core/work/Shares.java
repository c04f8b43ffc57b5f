package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.ChannelShares;
import eu.apaserv.bot.core.store.ChannelShares.Ask;
import java.time.Duration;
import java.util.List;

/**
 * Keeps this node's shares of what each channel may send. Where it cannot, as its database is silent, its calls end with the
 * lease, counted from before it was asked for; then others have them.
 */
final class Shares {
  static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration RENEWAL = Duration.ofMillis(700);

  private final ChannelShares shares;
  private final List<Lane> lanes;
  private final Loop loop;

  /** @param lanes whose channels have a limit */
  Shares(ChannelShares shares, List<Lane> lanes) {
    this.shares = shares;
    this.lanes = List.copyOf(lanes);
    this.loop = new Loop("sender-shares", new Bell(), RENEWAL, this::renew);
  }

  void start() {
    if (!lanes.isEmpty()) {
      loop.start();
    }
  }

  /** Gives them back; the lanes begin no call any more. */
  void stop() {
    if (!lanes.isEmpty()) {
      loop.stop();
      shares.leave();
    }
  }

  private boolean renew() {
    var asks = lanes.stream().map(Lane::ask).toList();
    long end = System.nanoTime() + LEASE.toNanos();
    var granted = shares.take(asks, LEASE);
    lanes.forEach(lane -> lane.allow(granted.getOrDefault(lane.channel(), 0), end));
    return false;
  }
}
