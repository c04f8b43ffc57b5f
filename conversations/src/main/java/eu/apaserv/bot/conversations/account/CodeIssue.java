package eu.apaserv.bot.conversations.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for a one-time code. It says nothing about whether the client code exists: an unknown one gets the
 * same answers, with an invented destination.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = CodeIssue.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = CodeIssue.TooSoon.class, name = "too_soon"),
    @JsonSubTypes.Type(value = CodeIssue.TooMany.class, name = "too_many"),
    @JsonSubTypes.Type(value = CodeIssue.Locked.class, name = "locked")})
public sealed interface CodeIssue {

  /**
   * A code is on its way.
   *
   * @param id for {@link Codes#check}
   * @param destination masked: {@code 07•• ••• 123} or {@code i•••@•••}
   */
  record Sent(UUID id, String destination, Instant expiresAt) implements CodeIssue {}

  /**
   * The last one was sent only just now.
   *
   * @param last that one, where it is for the same and may still be tried; null otherwise, and in what was kept by versions
   *   before
   */
  record TooSoon(Instant again, @Nullable Sent last) implements CodeIssue {}

  /** The hour's codes of this client code or of this conversation are used up. */
  record TooMany(Instant again) implements CodeIssue {}

  /** Too many wrong codes were tried at this client code. */
  record Locked(Instant until) implements CodeIssue {}
}
