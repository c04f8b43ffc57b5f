package eu.apaserv.bot.conversations.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What came of inviting somebody to act for an account. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Invitation.Made.class, name = "made"),
    @JsonSubTypes.Type(value = Invitation.NotFresh.class, name = "not_fresh")})
public sealed interface Invitation {

  /**
   * It can be taken up once, and what the other person types for that is on its way to the holder's chat in a message of its
   * own, which is kept nowhere once it has been sent.
   */
  record Made(Instant expiresAt) implements Invitation {}

  /** The proof is older than a few minutes, or who asks is not the holder (any more). */
  record NotFresh() implements Invitation {}
}
