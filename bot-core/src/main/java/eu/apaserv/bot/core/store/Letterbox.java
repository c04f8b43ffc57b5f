package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.run.Letter;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes messages due as part of somebody else's transaction, to addresses that may never have written to us. */
public final class Letterbox {
  private Letterbox() {}

  private static final String POST = """
    with found as (
      select contact_id from address where channel = $1 and id = $2
    ), target as (
      select coalesce((select contact_id from found), $3) as id
    ), made as (
      insert into contact (id, channel, address) select id, $1, $2 from target where not exists (select 1 from found)
      on conflict do nothing
    ), opened as (
      insert into conversation (id) select id from target where not exists (select 1 from found) on conflict do nothing
    ), called as (
      insert into address (channel, id, contact_id) select $1, $2, id from target where not exists (select 1 from found)
      on conflict do nothing
    )
    insert into outbox (conversation_id, channel, address, content, secret, priority, expires_at)
    select id, $1, $2, $4::text::jsonb, $5, $6, now() + $7::bigint * interval '1 ms' from target
    where $8::uuid is null or id = $8
    returning id""";

  /**
   * Makes a message due.
   *
   * @param seal how the database keeps what is said
   * @param secret blanked once sent
   * @param priority 0 for what answers people, 1 for what we begin: it waits for all of the former
   * @param life not sent after this while, by the database's clock; null: no limit; negative: never
   * @return its id, to ask for its {@link Outbox#fate} by
   */
  public static Future<Long> post(TranscriptSeal seal, SqlClient transaction, Address to, Content content,
      boolean secret, int priority, @Nullable Duration life) {
    var args = Tuple.of(to.channel(), to.id(), Inbox.contactOf(to.channel(), to.id()));
    if (seal.isOff()) {
      return transaction.preparedQuery(POST).execute(args.addString(Json.write(content)).addBoolean(secret)
          .addShort((short) priority).addLong(life == null ? null : life.toMillis()).addUUID(null))
          .map(rows -> rows.iterator().next().getLong(0));
    }
    return Addressees.of(transaction, List.of(to)).map(List::getFirst).compose(whose -> transaction.preparedQuery(POST)
        .execute(args.addString(seal.content(content, Place.outbox(whose))).addBoolean(secret)
            .addShort((short) priority).addLong(life == null ? null : life.toMillis()).addUUID(whose)))
        .compose(rows -> rows.size() == 0 // the address has become somebody else's between the two
            ? post(seal, transaction, to, content, secret, priority, life)
            : Future.succeededFuture(rows.iterator().next().getLong(0)));
  }

  private static final String POST_ALL = """
    with letter as materialized (
      select l.*, nextval(pg_get_serial_sequence('outbox', 'id')) as outbox_id
      from unnest($1::int[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[])
        as l(n, channel, address, fresh, content, expires_at)
    ), target as (
      select l.*, coalesce(a.contact_id, l.fresh) as contact_id, a.contact_id is null as unknown
      from letter l left join address a on a.channel = l.channel and a.id = l.address
    ), stranger as (
      select distinct contact_id, channel, address from target where unknown
    ), made as (
      insert into contact (id, channel, address) select contact_id, channel, address from stranger on conflict do nothing
    ), opened as (
      insert into conversation (id) select contact_id from stranger on conflict do nothing
    ), called as (
      insert into address (channel, id, contact_id) select channel, address, contact_id from stranger
      on conflict do nothing
    ), posted as (
      insert into outbox (id, conversation_id, channel, address, content, priority, expires_at) overriding system value
      select outbox_id, contact_id, channel, address, content::jsonb, 1, expires_at from target order by outbox_id
    )
    select outbox_id from letter order by n""";

  /**
   * Makes what we begin to say due, all in one statement: after every answer.
   *
   * @return their ids, in the order of the letters
   */
  static List<Long> postAll(Transaction transaction, List<Letter> letters) {
    var n = IntStream.range(0, letters.size()).boxed().toArray(Integer[]::new);
    var channels = letters.stream().map(l -> l.to().channel()).toArray(String[]::new);
    var addresses = letters.stream().map(l -> l.to().id()).toArray(String[]::new);
    var fresh = letters.stream().map(l -> Inbox.contactOf(l.to().channel(), l.to().id())).toArray(UUID[]::new);
    var until = letters.stream().map(Letter::until).map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
    var ids = new ArrayList<Long>(letters.size());
    transaction.run(POST_ALL, Tuple.tuple().addArrayOfInteger(n).addArrayOfString(channels).addArrayOfString(addresses)
        .addArrayOfUUID(fresh).addArrayOfString(contents(transaction, letters)).addArrayOfOffsetDateTime(until))
        .forEach(row -> ids.add(row.getLong(0)));
    return ids;
  }

  private static String[] contents(Transaction transaction, List<Letter> letters) {
    var seal = transaction.seal();
    if (seal.isOff()) {
      return letters.stream().map(l -> Json.write(l.content())).toArray(String[]::new);
    }
    var whose = Database.await(Addressees.of(transaction.client(), letters.stream().map(Letter::to).toList()));
    return IntStream.range(0, letters.size())
        .mapToObj(i -> seal.content(letters.get(i).content(), Place.outbox(whose.get(i)))).toArray(String[]::new);
  }
}
