package eu.apaserv.bot.channels;

import eu.apaserv.bot.core.channel.SentFiles;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What outlives a channel in a test, as the database does. */
public final class RememberedFiles implements SentFiles {
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  @Override
  public Optional<String> find(String channel, String key) {
    return Optional.ofNullable(ids.get(channel + " " + key));
  }

  @Override
  public void keep(String channel, String key, String id, Instant until) {
    ids.put(channel + " " + key, id);
  }

  @Override
  public void forget(String channel, String key) {
    ids.remove(channel + " " + key);
  }
}
