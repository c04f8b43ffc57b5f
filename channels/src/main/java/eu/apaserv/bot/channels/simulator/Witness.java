package eu.apaserv.bot.channels.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the bot could know of the messages a provider took, by the provider's ids: only one whose answer it never saw and of
 * which no receipt told it may come a second time. Thread-safe.
 */
public final class Witness {
  private final Set<String> unseen = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> told = new ConcurrentHashMap<>();

  /** The message was taken, and the answer that says so did not reach the bot. */
  void unseen(String id) {
    unseen.add(id);
  }

  /** The bot took a receipt that bears its own name of the message. */
  void told(String id, Instant at) {
    told.putIfAbsent(id, at);
  }

  /** Whether no answer told the bot that this message was taken. */
  public boolean wasUnseen(String id) {
    return unseen.contains(id);
  }

  /** Since when the bot knows by a receipt that this message was taken. */
  public Optional<Instant> toldAt(String id) {
    return Optional.ofNullable(told.get(id));
  }
}
