package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Figures.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many values came on which day of their reading window, and by which channel. */
public final class ReadingDays {
  /** The day of a window that is longer than this is not told from those outside: no month is. */
  private static final int LONGEST = 31;

  private final Database database;

  public ReadingDays(Database database) {
    this.database = database;
  }

  /**
   * How many values came.
   *
   * @param day of the window, 1 is the first; null: outside it, or the meter is not known yet
   * @param channel null: none came on this day of a window
   */
  public record Came(@Nullable Integer day, @Nullable String channel, long n) {}

  /**
   * Those that count or wait to be checked, one for each meter and window: what was corrected or refused is left out. Each
   * day of the windows is there once at least, outside comes last.
   */
  public List<Came> came(Span span) {
    return database.list(row -> new Came(row.getInteger("day"), row.getString("channel"), row.getLong("n")), """
        with came as (
          select channel, (submitted_at at time zone $3)::date - window_opens_on + 1 as day,
            case when window_closes_on >= window_opens_on
              then least(window_closes_on - window_opens_on + 1, $4) end as days
          from submitted_reading
          where submitted_at >= $1 and submitted_at < $2 and status in ('accepted', 'to_check')
        ), counted as (
          select case when day between 1 and days then day end as day, channel, count(*) as n from came group by 1, 2
        )
        select coalesce(d.day, c.day) as day, c.channel, coalesce(c.n, 0) as n
        from generate_series(1, (select max(days) from came)) as d(day) full join counted c on c.day = d.day
        order by 1 nulls last, 2""", span.begins(), span.ends(), span.zone().getId(), LONGEST);
  }
}
