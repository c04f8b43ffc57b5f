package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;

/**
 * What a row holds, which a newer version beside us may have written: one that this version cannot read must not keep the rows it
 * was taken with from being worked on.
 */
public final class StoredContent {
  private static final Content UNREADABLE = new Content.Unsupported("unreadable");

  private StoredContent() {}

  static Content read(String json) {
    try {
      return Json.read(json, Content.class);
    } catch (IllegalStateException e) {
      return UNREADABLE; // whoever works on it says so, and leaves it to others
    }
  }

  /** Whether this version could not read it. */
  public static boolean isUnreadable(Content content) {
    return content.equals(UNREADABLE);
  }
}
