package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that this node alone may answer for a while, with everything that waits in it.
 *
 * @param leaseNo grows with every lease: a commit under an older one is refused
 * @param address where answers go
 * @param optedOut they said STOP
 * @param owner the member of staff who answers now, or null for the assistant
 * @param state the dialogue's session as JSON, or null before the first turn
 * @param lately how many messages of it were heard in this minute, by any node
 * @param open answers to them that were not out yet when it was leased
 * @param messages oldest first; never empty
 */
public record Leased(UUID conversation, long leaseNo, Address address, Language language, boolean optedOut,
    @Nullable String owner, @Nullable String state, int lately, List<Long> open,
    List<Waiting> messages) {

  /**
   * One message that waits.
   *
   * @param id its place in the inbox: the order of a person's messages
   * @param heardAt when it was sent by their clock or received by ours, whichever is earlier: from then on providers count; null
   *   where it did not come by the channel by which it is answered
   * @param attempts how often a turn on it has failed
   */
  public record Waiting(long id, String providerId, Content content, Instant receivedAt, @Nullable Instant heardAt,
      int attempts) {}
}
