package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Dialogue;
import java.util.Optional;

/** The number of the person's own phone, where their channel vouches for it. */
final class OwnNumber {
  /** The conversation's fact that holds the number of a contact card the provider said is the sender's own. */
  static final String FACT = "own_number";

  private OwnNumber() {}

  /**
   * E.164; empty where it is not known or proves nothing: the sender of an SMS can be forged, which the channel shows by
   * being brief.
   */
  static Optional<String> of(Dialogue d) {
    var person = d.person();
    return person.capabilities().brief() || !person.address().id().startsWith("+")
        ? d.recall(FACT)
        : Optional.of(person.address().id());
  }
}
