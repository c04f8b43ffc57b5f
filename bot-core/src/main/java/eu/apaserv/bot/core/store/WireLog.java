package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.ExchangeLog.Seen;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What went over the wire for a message of one conversation, for staff to read; it was redacted when it was kept. */
public final class WireLog {
  private final Database database;

  public WireLog(Database database) {
    this.database = database;
  }

  /** The exchanges about a message, oldest first; none of another conversation. */
  public List<Seen> of(UUID conversation, boolean outbound, long message) {
    return database.list(row -> new Seen(row.getOffsetDateTime("at").toInstant(),
        Duration.ofMillis(row.getInteger("took_ms")), row.getInteger("status"), row.getString("request"),
        row.getString("response")), """
          select at, took_ms, status, request, response from exchange
          where conversation_id = $1 and case when $2 then outbox_id else inbox_id end = $3 order by id limit 20""",
        conversation, outbound, message);
  }
}
