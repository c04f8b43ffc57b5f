package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages one channel has in hand on this node. While the node lives it says so, again and again; when it is silent for
 * the length of a lease, others look after what it held. So the lease is short however long a send may take.
 */
final class Hold {
  private final Outbox outbox;
  private final Tenure tenure;
  /** Nanoseconds of the process: since when, and until when it is surely ours. */
  private final Map<Long, Held> held = new ConcurrentHashMap<>();
  private final Loop renewal;

  private record Held(long since, long until) {}

  /**
   * How long a node has what it took.
   *
   * @param silence of a node, after which others look after what it held
   * @param longest send; its outcome counts as unknown after that
   */
  record Tenure(Duration silence, Duration longest) {}

  Hold(String channel, Outbox outbox, Tenure tenure) {
    this.outbox = outbox;
    this.tenure = tenure;
    this.renewal = new Loop("sender-renewal " + channel, new Bell(), tenure.silence().dividedBy(3), this::renew);
  }

  void start() {
    renewal.start();
  }

  void stop() {
    renewal.stop();
  }

  /** @param asked when the claim that took it was sent, in nanoseconds of the process */
  void take(long message, long asked) {
    held.put(message, new Held(asked, asked + tenure.silence().toNanos()));
  }

  void giveBack(long message) {
    held.remove(message);
  }

  /** Whether nobody else can have it yet: a process that was stopped for a while must not send what another sent meanwhile. */
  boolean isOurs(long message) {
    var one = held.get(message);
    return one != null && System.nanoTime() - one.until() < 0;
  }

  private boolean renew() {
    long asked = System.nanoTime();
    var old = held.entrySet().stream().filter(one -> isDue(one.getValue(), asked)).map(Map.Entry::getKey).toList();
    if (!old.isEmpty()) {
      renewed(outbox.renew(old, tenure.silence()), asked);
    }
    return false;
  }

  /** What is sent at once, as nearly all is, costs no renewal. */
  private boolean isDue(Held one, long now) {
    long age = now - one.since();
    return age > tenure.silence().toNanos() / 6 && age < tenure.longest().toNanos();
  }

  private void renewed(List<Long> messages, long asked) {
    messages.forEach(message -> held.computeIfPresent(message,
        (_, one) -> new Held(one.since(), asked + tenure.silence().toNanos())));
  }
}
