package eu.apaserv.bot.core.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of ours that is due.
 *
 * @param id our id: goes to the provider where it carries it back
 * @param to where it goes
 * @param content what it says
 * @param replyTo the provider's id of the message it answers, or null
 * @param heardAt when this person last wrote to us there; null: never, or so long ago that it is forgotten
 */
public record Outbound(long id, Address to, Content content, @Nullable String replyTo, @Nullable Instant heardAt) {

  /** To somebody who has never written. */
  public Outbound(long id, Address to, Content content, @Nullable String replyTo) {
    this(id, to, content, replyTo, null);
  }
}
