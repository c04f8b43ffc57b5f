package eu.apaserv.bot.core.store;

import java.util.List;

/** What waits on channels, for whoever switches one off for good: nobody answers it any more and nothing can be sent there. */
public final class LeftBehind {
  private final Database database;

  public LeftBehind(Database database) {
    this.database = database;
  }

  /**
   * Of one channel.
   *
   * @param heard messages of people that are not answered
   * @param due messages to people that are not sent
   */
  public record Left(String channel, long heard, long due) {}

  /** Of each channel on which anything waits, by name. */
  public List<Left> all() {
    return database.list(row -> new Left(row.getString(0), row.getLong(1), row.getLong(2)), """
        select channel, coalesce(h.n, 0), coalesce(d.n, 0)
        from (select channel, count(*) as n from inbox where done_at is null group by channel) h
        full join (select channel, count(*) as n from outbox where state = 'due' group by channel) d using (channel)
        order by channel""");
  }

  /** Closes it for good. It stays in the transcript, as dropped. @return how much that was */
  public Left drop(String channel) {
    return database.first(row -> new Left(channel, row.getLong(0), row.getLong(1)), """
        with heard as (
          update inbox set done_at = now(), outcome = 'dropped' where done_at is null and channel = $1 returning id
        ), due as (
          update outbox set state = 'dropped', error = 'channel_off', settled_at = now(),
            content = case when secret then '{"kind":"text","body":"••••••"}'::jsonb else content end
          where state = 'due' and channel = $1 returning id
        )
        select (select count(*) from heard), (select count(*) from due)""", channel).orElseThrow();
  }
}
