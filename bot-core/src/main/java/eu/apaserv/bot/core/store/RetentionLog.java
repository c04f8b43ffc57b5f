package eu.apaserv.bot.core.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/** How much left by age, by kind and day. Numbers only. */
public final class RetentionLog {
  /** How far back it counts. */
  public static final Duration KEPT = Duration.ofDays(30);
  /** That somebody looked for what is too old, whether there was something or not. */
  public static final String LOOKED = "looked";

  private final Database database;
  private final Clock clock;

  public RetentionLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Of one kind.
   *
   * @param today how many rows left since midnight, UTC
   * @param lately in the last 30 days
   * @param last when the last of them did
   */
  public record Gone(String what, long today, long lately, Instant last) {}

  /** Adds to a kind; nothing is written for nothing, but when it is {@link #LOOKED}. */
  public void note(String what, int removed) {
    if (removed == 0 && !what.equals(LOOKED)) {
      return;
    }
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    database.run("""
      insert into retention_day (what, day, removed, last_at) values ($1, $2, $3, $4)
      on conflict (what, day) do update set removed = retention_day.removed + excluded.removed,
        last_at = greatest(retention_day.last_at, excluded.last_at)""", what, now.toLocalDate(), removed, now);
  }

  /** Every kind of which something left, by its name; older days are forgotten. */
  public Map<String, Gone> lately() {
    var today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    database.run("delete from retention_day where day < $1", today.minusDays(KEPT.toDays()));
    return database.list(row -> new Gone(row.getString(0), row.getLong(1), row.getLong(2),
        row.getOffsetDateTime(3).toInstant()), """
      select what, coalesce(sum(removed) filter (where day = $1), 0)::bigint, sum(removed)::bigint, max(last_at)
      from retention_day group by what""", today).stream().collect(Collectors.toMap(Gone::what, gone -> gone));
  }
}
