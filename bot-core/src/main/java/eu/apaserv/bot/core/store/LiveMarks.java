package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Short marks that differ when what staff look at has changed. Reads only, by primary keys and small partial indexes. */
public final class LiveMarks {
  private final Database database;

  public LiveMarks(Database database) {
    this.database = database;
  }

  /**
   * The inbox at one moment.
   *
   * @param mark another one when anything has changed
   * @param waiting how many wait for a person
   */
  public record Inbox(String mark, int waiting) {}

  /** Of the inbox: the last messages both ways, who waits, who answers whom. */
  public Inbox inbox() {
    return database.first(row -> new Inbox(Objects.requireNonNull(row.getString(0)), row.getInteger(1)), """
      select concat_ws(' ', (select max(id) from inbox), (select max(id) from outbox), waits.mark,
          (select md5(coalesce(string_agg(id::text || owner, ',' order by id), '')) from conversation
            where owner is not null)), waits.n
      from (select count(*)::int as n, md5(coalesce(string_agg(id::text || waiting_since, ',' order by id), '')) as mark
        from conversation where waiting_since is not null) waits""").orElseThrow();
  }

  /** Of conversations: messages both ways, what became of the last ones, who answers, notes. */
  public Map<UUID, String> talks(Set<UUID> conversations) {
    var marks = new HashMap<UUID, String>();
    database.run("""
      select c.id, concat_ws(' ', c.owner, c.owner_until, c.waiting_since, c.assigned_to,
        (select max(i.id) from inbox i where i.conversation_id = c.id),
        (select max(n.id) from conversation_note n where n.conversation_id = c.id),
        (select md5(string_agg(o.id || o.state || o.mark, ',')) from (
          select id, state, mark from outbox o where o.conversation_id = c.id order by id desc limit 20) o)) as mark
      from conversation c where c.id = any($1)""", Tuple.tuple().addArrayOfUUID(conversations.toArray(UUID[]::new)))
        .forEach(row -> marks.put(row.getUUID("id"), row.getString("mark")));
    return marks;
  }
}
