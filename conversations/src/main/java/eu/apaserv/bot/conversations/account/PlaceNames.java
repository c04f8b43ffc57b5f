package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

/** What people call their places: "la mama". Theirs alone; each chat has its own. */
public final class PlaceNames {
  private final Database database;
  private final Clock clock;

  public PlaceNames(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Names a place, or the whole account; an empty name takes it back.
   *
   * @param pointId of the place; empty: the account
   */
  public void keep(UUID conversation, String clientCode, String pointId, String name) {
    if (name.isEmpty()) {
      database.run("delete from place_name where conversation = $1 and client_code = $2 and point_id = $3",
          conversation, clientCode, pointId);
      return;
    }
    database.run("""
        insert into place_name (conversation, client_code, point_id, name, named_at) values ($1, $2, $3, $4, $5)
        on conflict (conversation, client_code, point_id) do update set name = excluded.name""", conversation,
        clientCode, pointId, name, clock.instant().atOffset(ZoneOffset.UTC));
  }
}
