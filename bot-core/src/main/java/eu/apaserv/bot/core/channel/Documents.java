package eu.apaserv.bot.core.channel;

import java.util.Optional;
import java.util.UUID;

/** Opens the file of a {@code Content.Document} when it is sent. */
@FunctionalInterface
public interface Documents {

  /**
   * Opens a document for one conversation. May block on a virtual thread.
   *
   * @return empty when there is no such document, or when this conversation may not have it (any more): who may see it is
   *   decided again at the moment of sending
   */
  Optional<OwnFile> open(String reference, UUID conversation);
}
