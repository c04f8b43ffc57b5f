package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a gazetteer up to date with the places of the billing export, which another program may import meanwhile. */
public final class PlaceUpdates {
  private static final Logger LOG = LoggerFactory.getLogger(PlaceUpdates.class);
  private static final Duration EVERY = Duration.ofMinutes(30);
  private static final String PLACES = """
      select locality, district, street from consumption_point
      group by locality, district, street order by count(*) desc, locality, district, street limit $1""";

  private final Vertx vertx;
  private final Database database;
  private final Gazetteer gazetteer;

  /** @param gazetteer the one that understanding reads */
  public PlaceUpdates(Vertx vertx, Database database, Gazetteer gazetteer) {
    this.vertx = vertx;
    this.database = database;
    this.gazetteer = gazetteer;
  }

  /** Loads the places now and every half hour until Vert.x is closed; a failure keeps those that are known. */
  public void start() {
    refresh();
    vertx.setPeriodic(EVERY.toMillis(), _ -> refresh());
  }

  /** Loads the places. */
  public Future<?> refresh() {
    return database.send(PLACES, Tuple.of(Gazetteer.MOST)).compose(rows -> vertx.executeBlocking(() -> {
      load(rows);
      return rows.size();
    })).onFailure(e -> LOG.warn("The places of the billing export could not be read: those known before stay", e));
  }

  private void load(RowSet<Row> rows) {
    var addresses = new ArrayList<Gazetteer.Address>();
    rows.forEach(row -> addresses.add(new Gazetteer.Address(row.getString("locality"), row.getString("district"),
        row.getString("street"))));
    gazetteer.load(addresses);
  }
}
