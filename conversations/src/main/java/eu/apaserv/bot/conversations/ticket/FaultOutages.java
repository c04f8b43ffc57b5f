package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Interruptions as the open faults that stop the water in a street. */
public final class FaultOutages implements Outages {
  private static final int MOST = 3;

  private final Database database;

  public FaultOutages(Database database) {
    this.database = database;
  }

  @Override
  public List<Outage> at(Place place) {
    var key = place.streetKey();
    return key == null && place.locality() == null ? List.of() : database.list(FaultOutages::outage, """
      select number, topic, coalesce(street, place) as place, filed_at, expected_at from ticket
      where kind = 'fault' and state in ('new', 'in_work') and topic in ('no_water', 'burst_pipe')
        and ($1::text is null and locality is not null or street_key = $1::text)
        and (locality is null or $2::text is null or locality = $2::text)
      order by id desc limit $3""", key, place.locality(), MOST);
  }

  private static Outage outage(Row row) {
    var expected = row.getOffsetDateTime("expected_at");
    return new Outage(row.getString("number"), row.getString("topic"), row.getString("place"),
        row.getOffsetDateTime("filed_at").toInstant(), expected == null ? null : expected.toInstant());
  }
}
