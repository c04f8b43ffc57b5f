package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends whose end nobody saw: their holder died, or their provider did not say. */
public final class Doubts {
  /** With receipts of half a minute, half an hour: from then on staff are to know. */
  static final int LONG_IN_DOUBT = 6;

  private final Database database;
  private final Repeats repeats;

  Doubts(Database database, Repeats repeats) {
    this.database = database;
    this.repeats = repeats;
  }

  /**
   * What was looked after.
   *
   * @param again answers that go out again although they may have arrived
   * @param doubtful of those, by channel, how many nobody has been able to tell for {@value #LONG_IN_DOUBT} rounds or more
   * @param lost answers that are given up, by channel
   */
  public record Reconciled(int again, Map<String, Long> doubtful, Map<String, Long> lost) {
    public Reconciled {
      doubtful = Map.copyOf(doubtful);
      lost = Map.copyOf(lost);
    }
  }

  private static final String RECONCILE = """
    with late as (
      select id, state as was, ahead from outbox where state in ('sending', 'unknown') and lease_until < now()
      order by id limit 500 for update skip locked
    )
    update outbox o set
      state = case when o.provider_id is not null then 'sent' when l.was = 'sending' and l.ahead then 'due'
        when l.was = 'sending' then 'unknown'
        when o.priority = 0 and o.created_at > now() - $2::bigint * interval '1 ms' and not o.secret then 'due'
        else 'failed' end,
      repeats = least(o.repeats + case when l.was = 'unknown' then 1 else 0 end, 32767),
      lease_by = null, ahead = false,
      lease_until = case when l.was = 'sending' and not l.ahead
        then now() + least($1::bigint << least(o.repeats, $4::int), $3::bigint) * interval '1 ms' end,
      error = case when l.ahead or o.error like 'outcome unknown%' then o.error
        else 'outcome unknown' || coalesce(': ' || o.error, '') end,
      content = case when o.secret and l.was = 'unknown' then '{"kind":"text","body":"••••••"}'::jsonb
        else o.content end
    from late l where o.id = l.id returning o.state, o.channel, o.repeats::int, o.priority = 0 and not o.secret as answer""";

  /**
   * Looks after sends whose holder died or whose outcome stayed unknown. What it had only taken ahead is due again, as if
   * nothing had been. The others wait for a receipt first, then an answer is sent again, ever later and for as long as it is of use ({@link Repeats}), for a lost answer is worse than a second one;
   * codes and alerts never are: a person can ask for a new code.
   *
   * @param patience how long a receipt may take
   */
  public Reconciled reconcile(Duration patience) {
    var rows = database.run(RECONCILE, Tuple.of(patience.toMillis(), repeats.useful().toMillis(),
        repeats.longestDoubt().toMillis(), Repeats.MOST_DOUBLINGS)).stream().filter(row -> row.getBoolean("answer"))
        .toList();
    var again = rows.stream().filter(row -> row.getString("state").equals("due")).toList();
    return new Reconciled(again.size(), byChannel(again.stream().filter(r -> r.getInteger("repeats") >= LONG_IN_DOUBT)),
        byChannel(rows.stream().filter(row -> row.getString("state").equals("failed"))));
  }

  private static Map<String, Long> byChannel(Stream<Row> rows) {
    return rows.collect(Collectors.groupingBy(row -> row.getString("channel"), Collectors.counting()));
  }
}
