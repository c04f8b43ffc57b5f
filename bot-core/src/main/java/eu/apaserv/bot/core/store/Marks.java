package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What receipts make of the messages they are about. */
final class Marks {
  private final Database database;
  private final LateFailure again;

  Marks(Database database, LateFailure again) {
    this.database = database;
    this.again = again;
  }

  /*
   * Only forward: the furthest mark stays; failed is final unless delivered or read came first, and then it counts for
   * nothing. A receipt that carries our own id also settles a send whose outcome was unknown or had been given up. That an
   * earlier copy failed says nothing of the one that is under way or went out after it.
   * Nearly all are about a message that has gone, which bears all they say: no row is kept of those. Kept is what came before
   * the answer of the send that it is about, when a message failed, and what else its row cannot hold.
   */
  private static final String TAKE_RECEIPTS = """
    with about as (
      select r.*, coalesce(r.outbound_id, (select o.id from outbox o where o.channel = r.channel
        and o.provider_id = r.provider_id limit 1)) as id
      from unnest($1::text[], $2::text[], $3::smallint[], $4::bigint[], $5::text[], $6::timestamptz[],
        $7::text[]) with ordinality as r(channel, provider_id, mark, outbound_id, error, at, price, n)
    ), told as (
      select id, channel, min(provider_id) as provider_id, min(n) filter (where mark = 2) as failed,
        min(n) filter (where mark > 2) as arrived, max(mark) filter (where mark <> 2) as furthest,
        min(error) filter (where mark = 2) as error, min(price) as price
      from about where id is not null group by id, channel
    ), verdict as (
      select id, channel, provider_id, error, price, case when failed is not null and (arrived is null or failed < arrived)
        then 2 else furthest end as mark from told
    ), mine as (
      select o.id, o.channel, o.state, o.provider_id, o.price from outbox o
      join verdict v on v.id = o.id and v.channel = o.channel order by o.id for update of o
    ), changed as (
      update outbox o set
        mark = v.mark,
        provider_id = coalesce(o.provider_id, v.provider_id),
        error = case when v.mark = 2 then coalesce(v.error, 'failed') else o.error end,
        state = case when v.mark = 2 then 'failed'
          when o.state in ('sending', 'unknown', 'due', 'failed') then 'sent' else o.state end,
        settled_at = coalesce(o.settled_at, now()),
        price = coalesce(o.price, v.price),
        content = case when o.secret then '{"kind":"text","body":"••••••"}'::jsonb else o.content end
      from verdict v join mine m on m.id = v.id
      where o.id = v.id and (o.state <> 'due' or o.repeats > 0) and o.mark < v.mark and o.mark <> 2
        and (v.mark <> 2 or o.state not in ('due', 'sending') or o.repeats = 0)
        and (v.mark <> 2 or o.provider_id is null or o.provider_id = v.provider_id)
      returning o.id, o.channel, o.state, o.error, o.priority, o.provider_id, o.price
    ), known as (
      select m.id, m.channel, coalesce(c.state, m.state) as state, coalesce(c.provider_id, m.provider_id) as provider_id,
        coalesce(c.price, m.price) as price from mine m left join changed c on c.id = m.id
    ), kept as (
      insert into receipt (channel, provider_id, mark, outbound_id, error, at, price, received_at)
      select channel, provider_id, mark, outbound_id, error, at, price, clock_timestamp()
      from (
        select distinct on (a.channel, a.provider_id, a.mark) a.* from about a
        left join known k on k.id = a.id and k.channel = a.channel and k.state in ('sent', 'failed')
        where k.id is null or a.mark = 2
          or a.price is not null and (k.price is null or k.provider_id is distinct from a.provider_id)
        order by a.channel, a.provider_id, a.mark, a.n) once
      order by n
      on conflict do nothing
    )
    select id, channel, state, error, priority from changed""";

  /* Once more, and behind what answers the person meanwhile: with the priority of what we begin it holds up no reply. */
  private static final String AGAIN = """
    update outbox o set state = 'due', mark = 0, provider_id = null, priority = 1, parts_done = 0, repeats = o.repeats + 1,
      settled_at = null, due_at = now() + a.wait * interval '1 ms'
    from unnest($1::bigint[], $2::bigint[]) as a(id, wait)
    where o.id = a.id and o.state = 'failed' and o.mark = 2 and o.priority = 0 and o.repeats = 0 and not o.secret""";

  Future<?> write(List<Receipt> receipts) {
    int count = receipts.size();
    var channel = new String[count];
    var providerId = new String[count];
    var mark = new Short[count];
    var outboundId = new @Nullable Long[count];
    var error = new @Nullable String[count];
    var at = new OffsetDateTime[count];
    var price = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      var receipt = receipts.get(i);
      channel[i] = receipt.channel();
      providerId[i] = receipt.providerId();
      mark[i] = (short) receipt.mark().rank();
      outboundId[i] = receipt.outboundId();
      error[i] = receipt.errorCode();
      at[i] = receipt.at().atOffset(ZoneOffset.UTC);
      price[i] = receipt.price();
    }
    return database.send(TAKE_RECEIPTS,
        Tuple.tuple().addArrayOfString(channel).addArrayOfString(providerId).addArrayOfShort(mark)
            .addArrayOfLong(outboundId).addArrayOfString(error).addArrayOfOffsetDateTime(at)
            .addArrayOfString(price))
        .compose(this::repeat);
  }

  /** Replies whose failure may have passed by then; what we begin goes another way instead, and codes are asked for anew. */
  private Future<?> repeat(RowSet<Row> changed) {
    var ids = new ArrayList<Long>();
    var waits = new ArrayList<Long>();
    for (var row : changed) {
      var error = row.getString("error");
      if (row.getString("state").equals("failed") && row.getShort("priority") == 0 && error != null) {
        again.after(row.getString("channel"), error).ifPresent(wait -> {
          ids.add(row.getLong("id"));
          waits.add(wait.toMillis());
        });
      }
    }
    return ids.isEmpty()
        ? Future.succeededFuture()
        : database.send(AGAIN, Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new))
            .addArrayOfLong(waits.toArray(Long[]::new)));
  }
}
