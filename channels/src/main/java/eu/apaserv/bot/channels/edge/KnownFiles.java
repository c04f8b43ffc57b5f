package eu.apaserv.bot.channels.edge;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.SentFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that a provider has already, by what they hold and how they are called: sent again by their id instead of being
 * uploaded anew. Each node remembers those it used last, the database all of them.
 */
public final class KnownFiles {
  private static final int MOST = 2000;

  private record Known(String id, Instant until) {}

  private final String channel;
  private final Duration life;
  private final Clock clock;
  private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
      return size() > MOST;
    }
  };

  private volatile SentFiles kept = SentFiles.NONE;

  /** @param life how long the provider's ids are good */
  public KnownFiles(String channel, Duration life, Clock clock) {
    this.channel = channel;
    this.life = life;
    this.clock = clock;
  }

  /** What a file is known by: the same bytes under another name are another file. */
  public static String key(OwnFile file, String name, String mimeType) {
    return HexFormat.of().formatHex(file.sha256()) + " " + mimeType + " " + name;
  }

  /** From now on what this process does not remember is looked for there. */
  public void recall(SentFiles files) {
    kept = files;
  }

  /** The provider's id while it is good. */
  public Optional<String> find(String key) {
    return remembered(key).or(() -> kept.find(channel, key));
  }

  private synchronized Optional<String> remembered(String key) {
    return Optional.ofNullable(known.get(key)).filter(file -> clock.instant().isBefore(file.until())).map(Known::id);
  }

  public void remember(String key, String id) {
    var until = clock.instant().plus(life);
    synchronized (this) {
      known.put(key, new Known(id, until));
    }
    kept.keep(channel, key, id, until);
  }

  /** The provider does not know it any more. */
  public void forget(String key) {
    synchronized (this) {
      known.remove(key);
    }
    kept.forget(channel, key);
  }
}
