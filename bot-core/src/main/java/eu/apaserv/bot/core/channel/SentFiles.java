package eu.apaserv.bot.core.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * Files of ours that providers have already, kept for all nodes and across restarts. Never in the way: what cannot be found or
 * kept is uploaded once more. May wait; called on virtual threads.
 */
public interface SentFiles {
  /** Nothing is known. */
  SentFiles NONE = new SentFiles() {
    @Override
    public Optional<String> find(String channel, String key) {
      return Optional.empty();
    }

    @Override
    public void keep(String channel, String key, String id, Instant until) {}

    @Override
    public void forget(String channel, String key) {}
  };

  /**
   * The provider's id of a file while it is good.
   *
   * @param key what the channel knows a file by: its content, and its name where that counts
   */
  Optional<String> find(String channel, String key);

  void keep(String channel, String key, String id, Instant until);

  /** The provider does not know it any more. */
  void forget(String channel, String key);
}
