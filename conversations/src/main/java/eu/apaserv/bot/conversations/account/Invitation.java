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
   * It can be taken up once.
   *
   * @param token what the other person types in their own chat
   */
  record Made(String token, Instant expiresAt) implements Invitation {}

  /** The proof is older than a few minutes, or who asks is not the holder (any more). */
  record NotFresh() implements Invitation {}
}
