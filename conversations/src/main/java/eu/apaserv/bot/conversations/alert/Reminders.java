package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What we have asked a person for of our own accord: the next number they send is the answer. */
public final class Reminders {
  /** The longest a window of self-reading is open. */
  private static final Duration LONGEST = Duration.ofDays(31);

  private final Database database;
  private final Clock clock;

  public Reminders(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The places whose index this person was asked for, in days that are not over. */
  public List<String> places(UUID conversation) {
    return database.list(row -> row.getString(0), """
        select distinct p.subject from run_recipient p join run r on r.id = p.run_id
        where p.person = $1 and r.kind in ('reading_window', 'reading_reminder')
          and p.state in ('queued', 'sent', 'delivered', 'unknown') and p.queued_at > $2
          and (r.payload->>'closes')::date >= $3""", conversation,
        clock.instant().minus(LONGEST).atOffset(ZoneOffset.UTC), clock.instant().atOffset(ZoneOffset.UTC)
            .toLocalDate().minusDays(1));
  }
}
