package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Outbox.Due;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taking what is due: which messages, in which order. */
final class Claims {
  private final Database database;
  private final String node;

  Claims(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /*
   * The first unsent message of each conversation, answers before alerts: a conversation's messages never overtake one
   * another, and an alert that waits for its turn never holds up an answer. One person gets at most $5 in any $6 milliseconds.
   * What we begin is dropped where the person has said STOP since it was written.
   */
  private static final String CLAIM = """
    with head as (
      select h.* from bot_first_due($3, (case when exists (select from channel_state c where c.channel = $3
        and (c.paused_at is not null or c.rests_until > clock_timestamp())) then 0 else $1::int end), $5::int,
        $6::bigint * interval '1 ms') h
    ), placed as (
      select id, priority > 0 and exists (select 1 from contact c where c.id = conversation_id and c.opted_out_at is not null) as stopped
      from head
    )
    update outbox o set state = case when o.expires_at < now() or p.stopped then 'dropped' else 'sending' end,
      error = case when p.stopped then 'opted_out' else o.error end,
      attempts = attempts + 1, ahead = o.priority > 0 or o.secret, lease_by = $2, lease_until = now() + $4::int * interval '1 ms', tried_at = clock_timestamp(),
      settled_at = case when o.expires_at < now() or p.stopped then now() end,
      content = case when o.secret and o.expires_at < now() then '{"kind":"text","body":"••••••"}'::jsonb
        else o.content end
    from placed p where o.id = p.id
    returning o.id, o.conversation_id, o.channel, o.address, o.reply_to, o.content::text, o.attempts, o.secret,
      o.created_at, o.state, o.expires_at, o.parts_done::int, o.priority::int, clock_timestamp() as at,
      bot_heard_at(o.conversation_id, o.channel) as heard_at""";

  String node() {
    return node;
  }

  /** As {@link Outbox#claim}. */
  List<Due> claim(int limit, String channel, Pace pace, Duration lease) {
    return database.run(CLAIM, Tuple.of(limit, node, channel, (int) lease.toMillis(), pace.burst())
        .addValue(pace.limitedToOne() ? pace.window().plus(Outbox.AHEAD).toMillis() : null))
        .stream().filter(row -> row.getString("state").equals("sending")).map(this::due).toList();
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
        Duration.between(row.getOffsetDateTime("created_at"), row.getOffsetDateTime("at")), row.getInteger("priority"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
