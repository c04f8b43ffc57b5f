package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Tickets leave when their term is over (limitation period of petitions): only what was answered or closed, and nothing in
 * which anything happened since. Any number of nodes may do it at once.
 */
public final class OldTickets {
  private static final int BATCH = 500;

  private final Database database;
  private final Duration kept;
  private final Clock clock;

  /** @param kept from the last thing that happened to a ticket */
  public OldTickets(Database database, Duration kept, Clock clock) {
    this.database = database;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * Deletes some of what is too old, with events, pictures and reporters.
   *
   * @return how many rows went
   */
  public int sweep() {
    var before = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
    return gone(TICKETS, before) + gone(REPORTS, before);
  }

  private int gone(String statement, OffsetDateTime before) {
    return database.run(statement, before, BATCH).rowCount();
  }

  private static final String TICKETS = """
      delete from ticket where id in (
        select t.id from ticket t
        where t.state in ('answered', 'closed') and t.filed_at < $1 and coalesce(t.closed_at, t.filed_at) < $1
          and not exists (select from ticket_event e where e.ticket_id = t.id and e.at >= $1)
        order by t.filed_at limit $2 for update skip locked)""";

  private static final String REPORTS = """
      delete from water_report where id in (
        select id from water_report where at < $1 order by at limit $2 for update skip locked)""";
}
