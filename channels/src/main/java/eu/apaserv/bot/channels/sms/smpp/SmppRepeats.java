package eu.apaserv.bot.channels.sms.smpp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A customer's SMS has no name in this protocol, and a person may well say "da" twice: the same words are taken for a
 * redelivery only where the centre may have missed our answer — it took us long, failed, or the connection broke soon
 * after. Bounded and in memory: after a restart such a message can be answered twice. Thread-safe.
 */
final class SmppRepeats {
  private static final int MOST = 10_000;
  private static final long SLOW = Duration.ofSeconds(5).toNanos();
  private static final long SOON_AFTER = Duration.ofSeconds(2).toNanos();
  private static final long FORGOTTEN = Duration.ofMinutes(30).toNanos();

  private final Map<String, Begun> known = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Begun> eldest) {
      return size() > MOST;
    }
  };
  private long brokenAt = Long.MIN_VALUE;

  /** One delivery under way or done; its name is what the inbox knows it by. */
  static final class Begun {
    private final String name;
    private final long at = System.nanoTime();
    private long answeredAt;
    private boolean answered;

    private Begun(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  /** A delivery with these words came: the name is the old one when it is that message again. */
  synchronized Begun begin(String key) {
    var before = known.get(key);
    var now = new Begun(before != null && again(before) ? before.name : SmppIds.PREFIX + UUID.randomUUID());
    known.put(key, now);
    return now;
  }

  /** It is durable, and its answer goes out. */
  synchronized void answered(Begun delivery) {
    delivery.answered = true;
    delivery.answeredAt = System.nanoTime();
  }

  /** The connection broke: answers of just now may not have arrived. */
  synchronized void broken() {
    brokenAt = System.nanoTime();
  }

  private boolean again(Begun before) {
    long now = System.nanoTime();
    if (now - before.at > FORGOTTEN) {
      return false;
    }
    boolean lost = brokenAt != Long.MIN_VALUE && brokenAt >= before.at && brokenAt - before.answeredAt < SOON_AFTER;
    return !before.answered || before.answeredAt - before.at > SLOW || lost;
  }
}
