package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Which conversations are with one person, by the word of staff. Each stays what it is (its messages, its STOP, its
 * consents); what modules share among them they put in order in the same transaction.
 */
public final class SamePerson {
  private final Database database;

  public SamePerson(Database database) {
    this.database = database;
  }

  /**
   * One word of staff that stands.
   *
   * @param other the conversation at the other end
   * @param staff who said so; empty: from before names were kept
   */
  public record Merge(long id, UUID other, String staff, String reason, Instant at) {}

  /* Two who merge and part at once would see half of each other's groups. */
  private static final String ALONE = "select pg_advisory_xact_lock(hashtext('person_merge'))";

  private static final String MERGE = """
    insert into person_merge (one, other, staff, reason)
    select a.id, b.id, $3, $4 from conversation a, conversation b
    where a.id = $1 and b.id = $2 and a.id <> b.id and not exists (
      select from person_merge m where m.undone_at is null and ((m.one, m.other) = ($1, $2) or (m.one, m.other) = ($2, $1)))
    returning id""";

  private static final String UNDO = """
    update person_merge set undone_at = now(), undone_by = $3
    where id = $1 and undone_at is null and $2 in (one, other) returning one, other""";

  private static final String GROUP = """
    with recursive reached(id) as (
      select $1::uuid
      union
      select case when m.one = r.id then m.other else m.one end from reached r
      join person_merge m on m.undone_at is null and r.id in (m.one, m.other)
    )
    insert into same_person (conversation_id, person)
    select r.id, (select min(id::text)::uuid from reached) from reached r
    on conflict (conversation_id) do update set person = excluded.person""";

  private static final String LONELY = """
    delete from same_person s where s.conversation_id = any($1) and not exists (
      select from person_merge m where m.undone_at is null and s.conversation_id in (m.one, m.other))""";

  /**
   * Two conversations are with one person.
   *
   * @param shared puts in order what modules share in the group of a conversation, in the same transaction
   * @return false when there is no such conversation, or staff have said so before
   */
  public boolean merge(UUID one, UUID other, Member staff, String reason,
      BiFunction<SqlClient, UUID, Future<?>> shared) {
    return database.transaction(transaction -> alone(transaction)
        .compose(_ -> transaction.preparedQuery(MERGE).execute(Tuple.of(one, other, staff.name(),
            database.seal().text(reason, Place.merge(one, other)))))
        .compose(rows -> rows.rowCount() == 0
            ? Future.succeededFuture(false)
            : group(transaction, one).compose(_ -> shared.apply(transaction, one)).map(_ -> true)));
  }

  /**
   * They are not, after all.
   *
   * @param conversation at either end of the merge
   * @param shared as in {@link #merge}
   * @return false when it does not stand any more
   */
  public boolean undo(long merge, UUID conversation, Member staff, BiFunction<SqlClient, UUID, Future<?>> shared) {
    return database.transaction(transaction -> alone(transaction)
        .compose(_ -> transaction.preparedQuery(UNDO).execute(Tuple.of(merge, conversation, staff.name())))
        .compose(rows -> {
          if (rows.rowCount() == 0) {
            return Future.succeededFuture(false);
          }
          var ends = rows.iterator().next();
          return group(transaction, ends.getUUID(0)).compose(_ -> group(transaction, ends.getUUID(1)))
              .compose(_ -> transaction.preparedQuery(LONELY)
                  .execute(Tuple.of((Object) new UUID[]{ends.getUUID(0), ends.getUUID(1)})))
              .compose(_ -> shared.apply(transaction, ends.getUUID(0)))
              .compose(_ -> shared.apply(transaction, ends.getUUID(1))).map(_ -> true);
        }));
  }

  private static Future<?> alone(SqlClient transaction) {
    return transaction.query(ALONE).execute();
  }

  private static Future<?> group(SqlClient transaction, UUID conversation) {
    return transaction.preparedQuery(GROUP).execute(Tuple.of(conversation));
  }

  /** What stands about a conversation, oldest first. */
  public List<Merge> merges(UUID conversation) {
    return database.list(row -> new Merge(row.getLong(0), row.getUUID(1), row.getString(2),
        StoredContent.text(row.getString(3), database.seal(), Place.merge(row.getUUID(5), row.getUUID(6))),
        row.getOffsetDateTime(4).toInstant()), """
          select id, case when one = $1 then other else one end, staff, reason, at, one, other from person_merge
          where undone_at is null and $1 in (one, other) order by id limit 20""", conversation);
  }

  /** All other conversations of the same person. */
  public List<UUID> others(UUID conversation) {
    return database.list(row -> row.getUUID(0), """
      select o.conversation_id from same_person m join same_person o using (person)
      where m.conversation_id = $1 and o.conversation_id <> $1 order by o.conversation_id limit 20""", conversation);
  }
}
