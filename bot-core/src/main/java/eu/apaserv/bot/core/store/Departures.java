package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.Outbox.Due;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Messages are taken ahead of their moment, many at once. Of those that are never repeated on a doubt each is written down
 * as leaving right before its send: when its node dies the others go out by another as if nobody had taken them, and
 * only what had left has an outcome nobody knows. Sends that begin together share the statement.
 */
final class Departures {
  private static final int MOST_AT_ONCE = 256;

  private final Database database;
  private final String node;
  private final Batches<Leaving> leaving = new Batches<>(MOST_AT_ONCE, Batches.APART, this::write);

  private record Leaving(long id, int attempt, Promise<Boolean> ours) {}

  Departures(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /** As {@link Outbox#leaves}. */
  boolean begin(Due due) {
    var one = new Leaving(due.message().id(), due.attempts(), Promise.promise());
    return Database.await(leaving.add(List.of(one)).compose(_ -> one.ours().future()));
  }

  /*
   * Rows are locked in the order in which settling locks them. Written twice it says the same. Whoever has said STOP since the
   * claim gets nothing more of what we begin: this is the last that is asked before the call.
   */
  private Future<?> write(List<Leaving> all) {
    return database.send("""
        with mine as (
          select o.id, o.priority > 0 and (select c.opted_out_at is not null from contact c where c.id = o.conversation_id)
              as stopped
          from outbox o join unnest($1::bigint[], $2::int[]) as w(id, attempt)
            on w.id = o.id and w.attempt = o.attempts
          where o.state = 'sending' and o.lease_by = $3 order by o.id for update of o
        )
        update outbox o set ahead = false, tried_at = clock_timestamp(),
          state = case when m.stopped then 'dropped' else o.state end,
          error = case when m.stopped then 'opted_out' else o.error end,
          settled_at = case when m.stopped then now() else o.settled_at end
        from mine m where o.id = m.id returning o.id, o.state""",
        Tuple.tuple().addArrayOfLong(all.stream().map(Leaving::id).toArray(Long[]::new))
            .addArrayOfInteger(all.stream().map(Leaving::attempt).toArray(Integer[]::new)).addString(node))
        .onSuccess(rows -> {
          var ours = rows.stream().filter(row -> row.getString(1).equals("sending")).map(row -> row.getLong(0))
              .collect(Collectors.toSet());
          all.forEach(one -> one.ours().tryComplete(ours.contains(one.id())));
        });
  }
}
