package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a row holds, which a newer version beside us may have written, or which is sealed with a key that is not here: one that
 * cannot be read must not keep the rows it was taken with from being worked on.
 */
public final class StoredContent {
  private static final Logger LOG = LoggerFactory.getLogger(StoredContent.class);
  private static final Content UNREADABLE = new Content.Unsupported("unreadable");

  private StoredContent() {}

  static Content read(String json, TranscriptSeal seal, Place place) {
    try {
      return Json.read(seal.json(json, place), Content.class);
    } catch (IllegalStateException e) {
      return UNREADABLE; // whoever works on it says so, and leaves it to others
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return UNREADABLE;
    }
  }

  /** Whether this version could not read it. */
  public static boolean isUnreadable(Content content) {
    return content.equals(UNREADABLE);
  }
}
