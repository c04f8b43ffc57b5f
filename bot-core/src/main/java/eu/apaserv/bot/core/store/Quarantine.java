package eu.apaserv.bot.core.store;

import java.time.Instant;
import java.util.List;

/**
 * Messages that were put aside because their turn failed again and again. Their people were told so and staff were called;
 * here they wait for whoever mends what was wrong.
 */
public final class Quarantine {
  private static final int MOST_LISTED = 1000;

  private final Database database;

  public Quarantine(Database database) {
    this.database = database;
  }

  /**
   * One of them, without what it says.
   *
   * @param message its number in the inbox, as the log names it
   * @param kind of content: text, media, picked, …
   * @param attempts how often it was tried
   */
  public record Entry(long message, String channel, String kind, Instant receivedAt, int attempts) {}

  /** The oldest first, at most a thousand. */
  public List<Entry> list() {
    return database.list(row -> new Entry(row.getLong(0), row.getString(1), row.getString(2),
        row.getOffsetDateTime(3).toInstant(), row.getInteger(4)), """
          select id, channel, coalesce(content->>'kind', 'unknown'), received_at, attempts from inbox
          where outcome = 'quarantined' order by id limit $1""", MOST_LISTED);
  }

  /**
   * Lets the assistant try once more, from the first attempt.
   *
   * @return false when no such message is put aside
   */
  public boolean replay(long message) {
    return change("done_at = null, outcome = null, trace = null, attempts = 0", message);
  }

  /**
   * Closes it for good: it stays in the transcript and is never tried again.
   *
   * @return false when no such message is put aside
   */
  public boolean drop(long message) {
    return change("outcome = 'dropped'", message);
  }

  private boolean change(String how, long message) {
    return database.first(row -> row.getLong(0), """
      with changed as (
        update inbox set %s where id = $1 and outcome = 'quarantined' returning id
      )
      select count(*) from changed, pg_notify('bot_inbox', '')""".formatted(how), message).orElse(0L) > 0;
  }
}
