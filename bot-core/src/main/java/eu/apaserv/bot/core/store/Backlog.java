package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;

/**
 * What waits, for whom, and how long already: what an operator looks at first.
 *
 * @param messages of people, not answered yet
 * @param oldestMessage since the oldest of them came; zero when none waits
 * @param quarantined messages that were put aside because they failed again and again
 * @param people who asked for a member of staff and have none
 * @param longestPerson since the first of them asked
 * @param files of people that are still to be fetched
 * @param sends by channel and kind
 */
public record Backlog(long messages, Duration oldestMessage, long quarantined, long people, Duration longestPerson,
    long files, List<Sends> sends) {

  /**
   * Messages of ours that are due or on their way.
   *
   * @param kind answer, alert, or doubt for those whose outcome nobody knows yet
   * @param oldest since the oldest of them became due; zero when none waits
   */
  public record Sends(String channel, String kind, long messages, Duration oldest) {}

  /** Counted over partial indexes: what is done costs nothing. */
  public static Backlog of(Database database) {
    var sends = database.list(Backlog::sends, """
      select channel, case when state = 'unknown' then 'doubt' when priority = 0 then 'answer' else 'alert' end as kind,
        count(*), extract(epoch from now() - min(case when state = 'due' then due_at else created_at end))::float8
      from outbox
      where (state = 'due' and due_at <= now()) or state in ('sending', 'unknown')
      group by 1, 2""");
    return database.first(row -> new Backlog(row.getLong(0), seconds(row.getDouble(1)), row.getLong(2), row.getLong(3),
        seconds(row.getDouble(4)), row.getLong(5), sends), """
          select waiting.n, waiting.age, (select count(*) from inbox where outcome = 'quarantined'), people.n, people.age,
            (select count(*) from attachment where state = 'wanted')
          from (select count(*) as n, coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as age
              from inbox where done_at is null) waiting,
            (select count(*) as n, coalesce(extract(epoch from now() - min(waiting_since)), 0)::float8 as age
              from conversation where waiting_since is not null and owner is null) people""").orElseThrow();
  }

  private static Sends sends(Row row) {
    return new Sends(row.getString(0), row.getString(1), row.getLong(2), seconds(row.getDouble(3)));
  }

  /** Two clocks may differ by a little: never below zero. */
  private static Duration seconds(double count) {
    return Duration.ofMillis(Math.max(0, Math.round(count * 1000)));
  }
}
