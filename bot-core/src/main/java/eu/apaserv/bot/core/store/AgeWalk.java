package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;

/**
 * Goes through a table of messages by its primary key, oldest first, and deletes what is too old and settled. Keys grow with
 * time, so that no index by age is written with every message; what must stay is passed over until the next walk.
 */
final class AgeWalk {
  private final Database database;
  private final String statement;
  private long after;

  /**
   * @param statement takes the time before which rows go, how many to look at, the key to look from; gives how many went, and
   *     the last key it saw that is old enough or null
   */
  AgeWalk(Database database, String statement) {
    this.database = database;
    this.statement = statement;
  }

  /** @return how many rows went */
  int step(OffsetDateTime before, int batch) {
    var row = database.run(statement, Tuple.of(before, batch, after)).iterator().next();
    var last = row.getLong(1);
    after = last == null ? 0 : last;
    return row.getInteger(0);
  }
}
