package eu.apaserv.bot.channels.sms.smpp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A customer's SMS has no name in this protocol, and a person may well say "da" twice: the same words are taken for a
 * redelivery only where the centre may have missed our answer — it took us long, failed, or the connection broke soon
 * after. This is what one process knows; what another left unanswered is known to the {@code Intake}. Bounded. Thread-safe.
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
    private final String key;
    private volatile String name;
    private final boolean first;
    private final boolean repeated;
    private final long at = System.nanoTime();
    private long answeredAt;
    private boolean answered;

    private Begun(String key, String name, boolean first, boolean repeated) {
      this.key = key;
      this.name = name;
      this.first = first;
      this.repeated = repeated;
    }

    String key() {
      return key;
    }

    /** Whether it certainly is a message of its own: this process has had the same words before, and answered them. */
    boolean isNew() {
      return !first && !repeated;
    }

    String name() {
      return name;
    }

    /** Another process had called it so. */
    void rename(String older) {
      name = older;
    }
  }

  /** A delivery with these words came: the name is the old one when it is that message again. */
  synchronized Begun begin(String key) {
    var before = known.get(key);
    boolean again = before != null && again(before);
    var name = before != null && again ? before.name : SmppIds.PREFIX + UUID.randomUUID();
    var now = new Begun(key, name, before == null, again);
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
