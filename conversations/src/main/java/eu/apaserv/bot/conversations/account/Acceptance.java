package eu.apaserv.bot.conversations.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What came of taking up an invitation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Acceptance.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Acceptance.Unknown.class, name = "unknown")})
public sealed interface Acceptance {

  /** The chat may act for the account now. */
  record Accepted(String clientCode) implements Acceptance {}

  /** There is no such invitation, or it was taken up, revoked, or too late. */
  record Unknown() implements Acceptance {}
}
