package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import io.vertx.sqlclient.Row;
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
      return Json.read(json(json, seal, place), Content.class);
    } catch (IllegalStateException e) {
      return UNREADABLE; // whoever works on it says so, and leaves it to others
    }
  }

  /** As JSON; what cannot be opened is something that cannot be read. */
  static String json(String json, TranscriptSeal seal, Place place) {
    try {
      return seal.json(json, place);
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return Json.write(UNREADABLE);
    }
  }

  /** Words as they were; where they cannot be opened the log says why, and who reads them sees that something is there. */
  public static String text(String kept, TranscriptSeal seal, Place place) {
    try {
      return seal.opened(kept, place);
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return "…";
    }
  }

  /** Why a person is wanted; of a detail that cannot be opened, that there is one. */
  public static String reason(String kept, TranscriptSeal seal, Place place) {
    int detail = WaitingReason.detailAt(kept);
    return detail < 0 ? kept : kept.substring(0, detail) + text(kept.substring(detail), seal, place);
  }

  /** Of a row of either table, with the columns {@code content}, {@code conversation_id}, {@code via} and {@code provider_id}. */
  static Content of(Row row, boolean outbound, TranscriptSeal seal) {
    return read(row.getString("content"), seal, place(row, outbound));
  }

  /** Where such a row is kept. */
  static Place place(Row row, boolean outbound) {
    return outbound
        ? Place.outbox(row.getUUID("conversation_id"))
        : Place.inbox(row.getUUID("conversation_id"), row.getString("via"), row.getString("provider_id"));
  }

  /** Whether this version could not read it. */
  public static boolean isUnreadable(Content content) {
    return content.equals(UNREADABLE);
  }
}
