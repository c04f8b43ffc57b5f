package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.store.Outbox.Due;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes answers straight from the commit that keeps them: they are written down as being sent by this node, and none waits for
 * a claim. What it has no place for is due like everything else. Thread-safe.
 */
public interface Express {
  /** Takes none. */
  Express NONE = new Express() {
    @Override
    public @Nullable Pace pace(String channel) {
      return null;
    }

    @Override
    public @Nullable Berth berth(String channel, UUID person, int answers, List<Long> open) {
      return null;
    }

    @Override
    public void isDue(String channel, UUID person) {}
  };

  /** How fast the channel may send; null while it takes nothing. */
  @Nullable
  Pace pace(String channel);

  /**
   * Keeps places for somebody's next answers.
   *
   * @param open what was said to them and is not out yet
   * @return null where there is no place, or something is open that this node does not send itself
   */
  @Nullable
  Berth berth(String channel, UUID person, int answers, List<Long> open);

  /** An answer of a turn is kept and waits for a claim. */
  void isDue(String channel, UUID person);

  /** Places for one person's answers; used once, by one of its methods. */
  interface Berth {
    /**
     * Sends these behind what it sends to them already, and frees what is left.
     *
     * @param due in order; none, where they turned out to have to wait
     * @param asked when the statement that took them was sent, in nanoseconds of the process
     */
    void send(List<Due> due, long asked);

    /**
     * Nobody heard whether the commit counts: the answers may have been written down as being sent by this node, and nobody
     * sends them until they are made due again.
     *
     * @param sure called when they are
     */
    void unsure(Runnable sure);
  }
}
