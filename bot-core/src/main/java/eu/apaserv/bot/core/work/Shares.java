package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.ChannelShares;
import java.time.Duration;
import java.util.List;

/**
 * Keeps this node's shares of what each channel may send. Where it cannot, as its database is silent, its calls end with the
 * lease, counted from before it was asked for; then others have them.
 */
final class Shares {
  static final Duration LEASE = Duration.ofSeconds(3);
  static final Duration RENEWAL = Duration.ofMillis(700);
  /** How often it looks whether there is something to ask or tell. */
  static final Duration LOOK = Duration.ofMillis(100);
  /** A node that comes asks at each look until it has its share, for so long. */
  private static final Duration COMING = Duration.ofSeconds(10);

  private final ChannelShares shares;
  private final List<Lane> lanes;
  private final Loop loop;
  private final long start = System.nanoTime();
  private long asked = start - RENEWAL.toNanos();

  /** @param lanes whose channels have a limit */
  Shares(ChannelShares shares, List<Lane> lanes) {
    this.shares = shares;
    this.lanes = List.copyOf(lanes);
    this.loop = new Loop("sender-shares", new Bell(), LOOK, this::look);
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

  private boolean look() {
    long now = System.nanoTime();
    boolean coming = now - start < COMING.toNanos() && lanes.stream().anyMatch(lane -> !lane.starts().hasShare());
    if (coming || now - asked >= RENEWAL.toNanos() || lanes.stream().anyMatch(lane -> lane.starts().hasNews())) {
      renew(now);
    }
    return false;
  }

  private void renew(long now) {
    asked = now;
    var asks = lanes.stream().map(lane -> lane.starts().ask(lane.channel())).toList();
    long end = now + LEASE.toNanos();
    var granted = shares.take(asks, LEASE);
    lanes.forEach(lane -> lane.allow(granted.getOrDefault(lane.channel(), 0), end));
  }
}
