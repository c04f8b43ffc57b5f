package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Content;
import java.util.UUID;

/** Makes short-lived links for channels that cannot carry a file. */
@FunctionalInterface
public interface Links {

  /**
   * A link that opens this document, for a while.
   *
   * @param key the same key gives the same link while it lives
   */
  String open(String key, UUID conversation, Content.Document document);
}
