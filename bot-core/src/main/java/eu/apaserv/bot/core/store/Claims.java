package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Outbox.Claimed;
import eu.apaserv.bot.core.store.Outbox.Due;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taking what is due: which messages, in which order, for which moments. */
final class Claims {
  /** Nobody takes moments to send at further ahead than this; a message may leave that much later than it is written down. */
  private static final Duration AHEAD = Duration.ofMillis(300);

  private final Database database;
  private final String node;

  Claims(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /*
   * The first unsent message of each conversation, answers before alerts: a conversation's messages never overtake one
   * another, and an alert that waits for its turn never holds up an answer. Messages and the moments at which they may
   * leave are taken together, so the rate holds for all nodes; nobody takes moments further ahead than $8, so an answer
   * never waits longer than that behind alerts. One person gets at most $6 in any $7 milliseconds.
   * What we begin is dropped where the person has said STOP since it was written.
   * Who finds nothing due locks nothing, for a lock is written down like any change.
   */
  private static final String CLAIM = """
    with known as (
      select greatest(c.next_at, clock_timestamp()) as start from channel_state c
      where c.channel = $3 and c.paused_at is null and exists (
        select from outbox o where o.state = 'due' and o.due_at <= now() and o.channel = $3) for update
    ), lane as (
      select start from known
      union all select clock_timestamp() where not exists (select 1 from channel_state where channel = $3)
    ), room as (
      select l.start, case when l.start > clock_timestamp() + $8::int * interval '1 ms' then 0
        when $5::float8 is null then $1::int else least($1::int, greatest(0, ceil(
        extract(epoch from clock_timestamp() + $8::int * interval '1 ms' - l.start) / $5::float8)))::int end as places
      from lane l
    ), head as (
      select h.*, room.start from room cross join lateral bot_first_due($3, room.places, $6::int,
        $7::bigint * interval '1 ms') h
    ), placed as (
      select id, start + (row_number() over (order by priority, id) - 1) * coalesce($5::float8, 0) * interval '1 s' as moment,
        priority > 0 and exists (select 1 from contact c where c.id = conversation_id and c.opted_out_at is not null) as stopped
      from head
    ), taken as (
      update channel_state c set next_at = p.last + $5::float8 * interval '1 s'
      from (select max(moment) as last from placed) p
      where c.channel = $3 and p.last is not null and $5::float8 is not null
    )
    update outbox o set state = case when o.expires_at < now() or p.stopped then 'dropped' else 'sending' end,
      error = case when p.stopped then 'opted_out' else o.error end,
      attempts = attempts + 1, ahead = o.priority > 0 or o.secret, lease_by = $2, lease_until = now() + $4::int * interval '1 ms', tried_at = p.moment,
      settled_at = case when o.expires_at < now() or p.stopped then now() end,
      content = case when o.secret and o.expires_at < now() then '{"kind":"text","body":"••••••"}'::jsonb
        else o.content end
    from placed p where o.id = p.id
    returning o.id, o.conversation_id, o.channel, o.address, o.reply_to, o.content::text, o.attempts, o.secret,
      o.created_at, o.state, o.expires_at, o.parts_done::int, o.priority::int, case when $5::float8 is not null then o.tried_at end as moment, clock_timestamp() as at,
      bot_heard_at(o.conversation_id, o.channel) as heard_at""";

  /** As {@link Outbox#claim}. */
  Claimed claim(int limit, String channel, Pace pace, Duration lease) {
    var rows = database.run(CLAIM,
        Tuple.of(limit, node, channel, (int) lease.toMillis())
            .addValue(pace.limited() ? 1 / (pace.perSecond() * ChannelStates.SHARE) : null)
            .addInteger(pace.burst()).addValue(pace.limitedToOne() ? pace.window().plus(AHEAD).toMillis() : null)
            .addInteger((int) AHEAD.toMillis()));
    var due = rows.stream().filter(row -> row.getString("state").equals("sending")).map(this::due).toList();
    return new Claimed(due, rows.size() == 0 ? null : rows.iterator().next().getOffsetDateTime("at").toInstant());
  }

  /** As {@link Outbox#renew}; rows are locked in the order in which settling locks them. */
  List<Long> renew(List<Long> messages, Duration lease) {
    return database.run("""
        with mine as (
          select id from outbox where id = any($1) and lease_by = $2 and state = 'sending' order by id for update
        )
        update outbox o set lease_until = now() + $3::int * interval '1 ms' from mine m where o.id = m.id
        returning o.id""",
        Tuple.tuple().addArrayOfLong(messages.toArray(Long[]::new)).addString(node).addInteger((int) lease.toMillis()))
        .stream().map(row -> row.getLong(0)).toList();
  }

  private Due due(Row row) {
    var to = new Address(row.getString("channel"), row.getString("address"));
    var content = StoredContent.read(row.getString("content"), database.seal(),
        Place.outbox(row.getUUID("conversation_id")));
    var heard = row.getOffsetDateTime("heard_at");
    return new Due(
        new Outbound(row.getLong("id"), to, content, row.getString("reply_to"),
            heard == null ? null : heard.toInstant(), row.getInteger("parts_done"), instant(row, "expires_at")),
        row.getUUID("conversation_id"), row.getInteger("attempts"), row.getBoolean("secret"),
        Duration.between(row.getOffsetDateTime("created_at"), row.getOffsetDateTime("at")), instant(row, "moment"),
        row.getInteger("priority"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
