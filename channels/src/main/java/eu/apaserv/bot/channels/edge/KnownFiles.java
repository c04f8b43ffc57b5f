package eu.apaserv.bot.channels.edge;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that a provider has already, by what they hold and how they are called: sent again by their id instead of being
 * uploaded anew. Kept by each node for itself; those used longest ago are forgotten first.
 */
public final class KnownFiles {
  private static final int MOST = 2000;

  private record Known(String id, Instant until) {}

  private final Duration life;
  private final Clock clock;
  private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
      return size() > MOST;
    }
  };

  /** @param life how long the provider's ids are good */
  public KnownFiles(Duration life, Clock clock) {
    this.life = life;
    this.clock = clock;
  }

  /** What a file is known by: the same bytes under another name are another file. */
  public static String key(Buffer bytes, String name, String mimeType) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      return HexFormat.of().formatHex(digest) + " " + mimeType + " " + name;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  /** The provider's id while it is good. */
  public synchronized Optional<String> find(String key) {
    return Optional.ofNullable(known.get(key)).filter(file -> clock.instant().isBefore(file.until())).map(Known::id);
  }

  public synchronized void remember(String key, String id) {
    known.put(key, new Known(id, clock.instant().plus(life)));
  }

  /** The provider does not know it any more. */
  public synchronized void forget(String key) {
    known.remove(key);
  }
}
