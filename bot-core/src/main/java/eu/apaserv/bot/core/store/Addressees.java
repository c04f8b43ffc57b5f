package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Whose conversation a message to an address will be in, asked before it is written: what is sealed is sealed for one
 * conversation. The statement that writes it must see that it still is.
 */
final class Addressees {
  private static final String FIND = """
    select coalesce(a.contact_id, l.fresh) from unnest($1::int[], $2::text[], $3::text[], $4::uuid[])
      as l(n, channel, address, fresh)
    left join address a on a.channel = l.channel and a.id = l.address order by l.n""";

  private Addressees() {}

  /**
   * One conversation for each address, in their order; who is not known yet has the one they will be given.
   *
   * @param client the transaction in which they are written
   */
  static Future<List<UUID>> of(SqlClient client, List<Address> addresses) {
    return client.preparedQuery(FIND).execute(arguments(addresses)).map(Addressees::found);
  }

  /** The same outside a transaction, or in the one a database stands for. */
  static Future<List<UUID>> of(Database database, List<Address> addresses) {
    return database.send(FIND, arguments(addresses)).map(Addressees::found);
  }

  private static List<UUID> found(RowSet<Row> rows) {
    return rows.stream().map(row -> row.getUUID(0)).toList();
  }

  private static Tuple arguments(List<Address> addresses) {
    return Tuple.tuple()
        .addArrayOfInteger(IntStream.range(0, addresses.size()).boxed().toArray(Integer[]::new))
        .addArrayOfString(addresses.stream().map(Address::channel).toArray(String[]::new))
        .addArrayOfString(addresses.stream().map(Address::id).toArray(String[]::new))
        .addArrayOfUUID(addresses.stream().map(a -> Inbox.contactOf(a.channel(), a.id())).toArray(UUID[]::new));
  }
}
