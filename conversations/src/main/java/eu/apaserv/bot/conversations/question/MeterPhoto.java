package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Attachment;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.Optional;

/** A picture of a meter in what was said: the provider's name for it, under which it is kept. */
public final class MeterPhoto {
  private MeterPhoto() {}

  /** Empty when there is none. */
  public static Optional<String> of(Said said) {
    return said.attachment() instanceof Attachment.Media media && media.type().equals("image")
        ? Optional.of(media.providerId())
        : Optional.empty();
  }
}
