package eu.apaserv.bot.conversations.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a one-time code.
 *
 * @param key the same key gets the same code, sent once
 * @param clientCode digits; may be unknown
 * @param purpose what the right code does
 * @param elsewhere to the next of the contacts on file
 * @param ownNumber of the chat, where its channel vouches for it: the contact that has it comes first; null if unknown
 */
public record CodeRequest(String key, UUID conversation, String clientCode, Purpose purpose, boolean elsewhere,
    @Nullable String ownNumber) {

  /** What the right code does. */
  public enum Purpose {
    /** Links the conversation to the client code. */
    LINK,
    /** Proves that who is linked is still there: for a few minutes they may do what {@link Access#FRESH} asks for. */
    FRESH;

    String code() {
      return this == LINK ? "link" : "fresh";
    }
  }
}
