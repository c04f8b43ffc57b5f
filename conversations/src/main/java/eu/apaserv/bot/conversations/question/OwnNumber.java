package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Attachment;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.Optional;
import java.util.regex.Pattern;

/** The number of the person's own phone, where their channel vouches for it. */
public final class OwnNumber {
  /** The conversation's fact that holds the number of a contact card the provider said is the sender's own. */
  static final String FACT = "own_number";

  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{7,14}");

  private OwnNumber() {}

  /** Keeps the number of a card that the provider says is the sender's own; false for any other message. */
  static boolean keep(Dialogue d, Said said) {
    if (said.attachment() instanceof Attachment.Card(String phone, boolean own) && own && phone != null
        && PHONE.matcher(phone).matches()) {
      d.remember(FACT, phone);
      return true;
    }
    return false;
  }

  /**
   * E.164; empty where it is not known or proves nothing: the sender of an SMS can be forged, which the channel shows by
   * being brief.
   */
  public static Optional<String> of(Dialogue d) {
    var person = d.person();
    return person.capabilities().brief() || !person.address().id().startsWith("+")
        ? d.recall(FACT)
        : Optional.of(person.address().id());
  }
}
