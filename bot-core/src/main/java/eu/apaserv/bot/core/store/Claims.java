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
  private static final String CLAIM = "select * from bot_claim($1, $2, $3, $4, $5, $6::bigint * interval '1 ms')";

  String node() {
    return node;
  }

  /** As {@link Outbox#claim}. */
  List<Due> claim(int limit, String channel, Pace pace, Duration lease) {
    return database.run(CLAIM, Tuple.of(limit, node, channel, (int) lease.toMillis(), pace.burst())
        .addValue(pace.limitedToOne() ? pace.window().plus(Outbox.AHEAD).toMillis() : null))
        .stream().filter(row -> row.getString("state").equals("sending")).map(this::due).toList();
  }

  /**
   * As {@link Outbox#renew}; rows are locked in the order in which settling locks them. By the clock and not by when the
   * statement began: one that waited for longer than a lease would renew what has run out by then.
   */
  List<Long> renew(List<Long> messages, Duration lease) {
    return database.run("""
        with mine as (
          select id from outbox where id = any($1) and lease_by = $2 and state = 'sending' order by id for update
        )
        update outbox o set lease_until = clock_timestamp() + $3::int * interval '1 ms' from mine m where o.id = m.id
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
