package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Reachable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Where people are reached now: addresses that moved, people who left and came back. */
final class Whereabouts {
  private final Database database;

  Whereabouts(Database database) {
    this.database = database;
  }

  /*
   * The old address names somebody new from now on: the next who has it is another person, and a contact met at an address
   * would otherwise be the one first met there. Whoever already wrote from the new one keeps that
   * chat: two histories are not joined on a provider's word.
   */
  private static final String MOVE = """
    with known as (
      select contact_id from address where channel = $1 and id = $2
    ), called as (
      insert into address (channel, id, contact_id) select $1, $3, contact_id from known on conflict do nothing
    ), next as (
      select gen_random_uuid() as id from known
    ), made as (
      insert into contact (id, channel, address) select id, $1, $2 from next
    ), opened as (
      insert into conversation (id) select id from next
    ), handed_on as (
      update address a set contact_id = next.id from next where a.channel = $1 and a.id = $2
    ), moved as (
      update contact c set address = $3, unreachable_at = null from known
      where c.id = known.contact_id and c.address = $2
    )
    update outbox o set address = $3 from known
    where o.conversation_id = known.contact_id and o.state = 'due' and o.channel = $1 and o.address = $2""";

  /** One after the other, as one person may move twice. */
  Future<?> move(List<Moved> moves) {
    Future<?> chain = Future.succeededFuture();
    for (var move : moves.stream().filter(m -> !m.from().equals(m.to())).toList()) {
      chain = chain.compose(_ -> database.send(MOVE,
          Tuple.of(move.from().channel(), move.from().id(), move.to().id())));
    }
    return chain;
  }

  private static final String REACH = """
    update contact c set unreachable_at = case when $3 then null else coalesce(c.unreachable_at, now()) end
    from address a where a.channel = $1 and a.id = $2 and c.id = a.contact_id""";

  Future<?> reach(List<Reachable> changes) {
    Future<?> chain = Future.succeededFuture();
    for (var change : changes) {
      Address who = change.who();
      chain = chain.compose(_ -> database.send(REACH, Tuple.of(who.channel(), who.id(), change.now())));
    }
    return chain;
  }
}
