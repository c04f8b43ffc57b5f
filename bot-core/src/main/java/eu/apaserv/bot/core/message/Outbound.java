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
 * @param done how many of its parts an earlier attempt got through, where a channel sends it in parts: only the rest is sent
 * @param expiresAt it is of no use after this (a one-time code): a provider that can is told so; null: always of use
 */
public record Outbound(long id, Address to, Content content, @Nullable String replyTo, @Nullable Instant heardAt,
    int done, @Nullable Instant expiresAt) {

  /** Of use for ever. */
  public Outbound(long id, Address to, Content content, @Nullable String replyTo, @Nullable Instant heardAt,
      int done) {
    this(id, to, content, replyTo, heardAt, done, null);
  }

  /** Nothing of it has been sent yet. */
  public Outbound(long id, Address to, Content content, @Nullable String replyTo, @Nullable Instant heardAt) {
    this(id, to, content, replyTo, heardAt, 0);
  }

  /** To somebody who has never written. */
  public Outbound(long id, Address to, Content content, @Nullable String replyTo) {
    this(id, to, content, replyTo, null);
  }
}
