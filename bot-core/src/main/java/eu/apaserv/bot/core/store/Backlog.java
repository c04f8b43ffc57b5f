package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits, for whom, and how long already: what an operator looks at first.
 *
 * @param messages of people, not answered yet
 * @param oldestMessage since the oldest of them came; zero when none waits
 * @param quarantined messages that were put aside because they failed again and again
 * @param people who asked for a member of staff and have none
 * @param longestPerson since the first of them asked
 * @param asked when the first of them asked who is not in danger; null: nobody
 * @param askedInDanger when the first of them asked who may be in danger; null: nobody
 * @param files of people that are still to be fetched
 * @param sends by channel and kind
 */
public record Backlog(long messages, Duration oldestMessage, long quarantined, long people, Duration longestPerson,
    @Nullable Instant asked, @Nullable Instant askedInDanger, long files, List<Sends> sends) {

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
        seconds(row.getDouble(4)), moment(row, 5), moment(row, 6), row.getLong(7), sends), """
          select waiting.n, waiting.age, (select count(*) from inbox where outcome = 'quarantined'), people.n, people.age,
            people.asked, people.in_danger, (select count(*) from attachment where state = 'wanted')
          from (select count(*) as n, coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as age
              from inbox where done_at is null) waiting,
            (select count(*) as n, coalesce(extract(epoch from now() - min(waiting_since)), 0)::float8 as age,
                min(waiting_since) filter (where rank = 1) as asked, min(waiting_since) filter (where rank = 0) as in_danger
              from (select waiting_since,\s""" + WaitingReason.rank("c") + " as rank " + """
              from conversation c where waiting_since is not null and owner is null) c) people""")
        .orElseThrow();
  }

  /** For how long the first who waits should have had an answer; zero: nobody waits too long. */
  public Duration late(AnswerWithin promised, Instant now) {
    return Stream.of(Optional.ofNullable(asked).map(since -> promised.due(since, null)),
        Optional.ofNullable(askedInDanger).map(since -> promised.due(since, WaitingReason.IN_DANGER)))
        .flatMap(Optional::stream).filter(now::isAfter).map(due -> Duration.between(due, now))
        .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private static @Nullable Instant moment(Row row, int column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  private static Sends sends(Row row) {
    return new Sends(row.getString(0), row.getString(1), row.getLong(2), seconds(row.getDouble(3)));
  }

  /** Two clocks may differ by a little: never below zero. */
  private static Duration seconds(double count) {
    return Duration.ofMillis(Math.max(0, Math.round(count * 1000)));
  }
}
