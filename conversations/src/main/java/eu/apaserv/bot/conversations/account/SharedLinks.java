package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Links that the conversations of one person share: copies of what was proved in one of them, which end with it, or when
 * staff find that it is not one person. New links are shared by the table itself.
 */
public final class SharedLinks {
  private final Database database;

  public SharedLinks(Database database) {
    this.database = database;
  }

  /** What was done in conversations by a copy: all of it rests on staff's word that it is one person. */
  public record Built(int readings, int alerts, int invitations) {
    public boolean isNothing() {
      return readings + alerts + invitations == 0;
    }
  }

  /* Copies that begin or end at a conversation of this one's person. */
  private static final String COPIES = """
      select c.id, c.conversation, c.client_code, c.since, o.conversation as proved from account_link c
      join account_link o on o.id = c.origin
      where c.ended_at is null and array[c.conversation, o.conversation] && array(
        select $1::uuid union
        select n.conversation_id from same_person m join same_person n using (person) where m.conversation_id = $1)""";

  public Built built(UUID conversation) {
    return database.first(row -> new Built(row.getInteger(0), row.getInteger(1), row.getInteger(2)), """
        with copies as (
        """ + COPIES + """
        )
        select (select count(*)::int from copies c join submitted_reading r on r.conversation = c.conversation
            and r.client_code = c.client_code and r.submitted_at >= c.since and r.index is not null),
          (select count(*)::int from copies c join alert_subscription s on s.conversation = c.conversation
            and s.client_code = c.client_code and s.since >= c.since and s.ended_at is null),
          (select count(*)::int from copies c join delegation d on d.granted_by = c.conversation
            and d.client_code = c.client_code and d.created_at >= c.since and d.ended_at is null)""", conversation)
        .orElse(new Built(0, 0, 0));
  }

  /**
   * Shares what is not shared yet among the conversations of this one's person, and ends what is shared with others.
   *
   * @param transaction in which staff merged or parted them
   */
  public Future<?> settle(SqlClient transaction, UUID conversation) {
    return transaction.preparedQuery(PART).execute(Tuple.of(conversation))
        .compose(_ -> transaction.preparedQuery(SHARE).execute(Tuple.of(conversation)));
  }

  private static final String PART = """
      with apart as (
      """ + COPIES + """
         and not exists (select from same_person m join same_person n using (person)
          where m.conversation_id = c.conversation and n.conversation_id = o.conversation)
      ), wishes as (
        update alert_subscription s set ended_at = now(), ended_why = 'parted' from apart
        where s.conversation = apart.conversation and s.client_code = apart.client_code and s.since >= apart.since
          and s.ended_at is null
      ), invitations as (
        update delegation d set ended_at = now() from apart
        where d.granted_by = apart.conversation and d.client_code = apart.client_code and d.created_at >= apart.since
          and d.ended_at is null
      )
      update account_link l set ended_at = now(), ended_why = 'parted' from apart where l.id = apart.id""";

  private static final String SHARE = """
      select share_link(l) from account_link l
      where l.origin is null and l.ended_at is null and l.conversation in (
        select o.conversation_id from same_person m join same_person o using (person) where m.conversation_id = $1)
      order by l.id""";
}
