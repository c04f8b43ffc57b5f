package eu.apaserv.bot.conversations.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What came of typing a one-time code. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = CodeCheck.Linked.class, name = "linked"),
    @JsonSubTypes.Type(value = CodeCheck.Proved.class, name = "proved"),
    @JsonSubTypes.Type(value = CodeCheck.WrongCode.class, name = "wrong"),
    @JsonSubTypes.Type(value = CodeCheck.Expired.class, name = "expired"),
    @JsonSubTypes.Type(value = CodeCheck.Locked.class, name = "locked")})
public sealed interface CodeCheck {

  /** The code was right and the conversation was linked to the client code; {@link Accounts} knows whether it still is. */
  record Linked(String clientCode) implements CodeCheck {}

  /** The code was right: whoever is linked has just proved themselves once more. */
  record Proved() implements CodeCheck {}

  /**
   * Not the code that was sent.
   *
   * @param triesLeft 0: this code is spent, another one must be asked for
   */
  record WrongCode(int triesLeft) implements CodeCheck {}

  /** Too late, already used, or spent. */
  record Expired() implements CodeCheck {}

  /** Too many wrong codes were tried at this client code; who is on file has been told. */
  record Locked(Instant until) implements CodeCheck {}
}
