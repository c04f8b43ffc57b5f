package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.core.channel.Unnamed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A customer's SMS has no name in this protocol, and a person may well say "da" twice: the same words are taken for a
 * redelivery only where the centre may have missed our answer — it took us long, failed, both lay unread while we did not run,
 * or the connection broke soon after. This is what one process knows; what another has had is known to the {@code Intake}.
 * Bounded. Thread-safe.
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
  private final LongSupplier nanos;
  private final SmppPauses pauses;
  private long brokenAt = Long.MIN_VALUE;

  /** @param nanos a clock that only goes on, in nanoseconds */
  SmppRepeats(LongSupplier nanos) {
    this.nanos = nanos;
    this.pauses = new SmppPauses(nanos);
  }

  /** One delivery under way or done; its name is what the inbox knows it by. */
  static final class Begun {
    private final String key;
    private volatile String name;
    private final @Nullable String again;
    private final @Nullable String settled;
    /** When it may have come, at the earliest. */
    private final long at;
    private final Duration unread;
    private long answeredAt;
    private boolean answered;

    private Begun(String key, @Nullable String again, @Nullable String settled, long at, Duration unread) {
      this.key = key;
      this.name = SmppIds.PREFIX + UUID.randomUUID();
      this.again = again;
      this.settled = settled;
      this.at = at;
      this.unread = unread;
    }

    /** As other processes are asked about it. */
    Unnamed unnamed(String channel) {
      return new Unnamed(channel, key, name, again, settled, unread);
    }

    String key() {
      return key;
    }

    String name() {
      return name;
    }

    /** It came before, and was called so. */
    void rename(String older) {
      name = older;
    }
  }

  /** The process runs: to be called every {@link SmppPauses#BEAT}. */
  void beat() {
    pauses.beat();
  }

  /** A delivery with these words came. */
  synchronized Begun begin(String key) {
    var since = pauses.unreadSince();
    long now = nanos.getAsLong();
    long at = since.orElse(now);
    var unread = Duration.ofNanos(now - at);
    var before = known.get(key);
    boolean both = before != null && since.isPresent() && before.at >= at;
    var earlier = before == null ? null : before.name;
    boolean again = before != null && (both || again(before, now));
    var begun = new Begun(key, again ? earlier : null, again ? null : earlier, at, unread);
    known.put(key, begun);
    return begun;
  }

  /** It is durable, and its answer goes out. */
  synchronized void answered(Begun delivery) {
    delivery.answered = true;
    delivery.answeredAt = nanos.getAsLong();
  }

  /** The connection broke: answers of just now may not have arrived. */
  synchronized void broken() {
    brokenAt = nanos.getAsLong();
  }

  private boolean again(Begun before, long now) {
    if (now - before.at > FORGOTTEN) {
      return false;
    }
    boolean lost = brokenAt != Long.MIN_VALUE && brokenAt >= before.at && brokenAt - before.answeredAt < SOON_AFTER;
    return !before.answered || before.answeredAt - before.at > SLOW || lost;
  }
}
