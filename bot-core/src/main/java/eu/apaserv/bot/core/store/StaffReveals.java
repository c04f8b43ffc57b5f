package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Set;

/** What of things beside conversations a member of staff may see unmasked for a while; each time is in the audit log. */
public final class StaffReveals {
  private final Database database;

  public StaffReveals(Database database) {
    this.database = database;
  }

  /**
   * Shows something to one member of staff, as long as personal data of a conversation is shown.
   *
   * @param subject an id, such as {@code ticket R-2026-000123}
   * @param reason as staff gave it
   */
  public void reveal(Member staff, String subject, String reason) {
    database.transaction(transaction -> transaction.preparedQuery("""
      with over as (delete from staff_reveal where staff_id = $1 and until < now() and subject <> $2)
      insert into staff_reveal (staff_id, subject, until) values ($1, $2, now() + $3::int * interval '1 s')
      on conflict (staff_id, subject) do update set until = excluded.until""")
        .execute(Tuple.of(staff.id(), subject, (int) ConversationDesk.REVEALED.toSeconds()))
        .compose(_ -> AuditLog.write(transaction, staff, "personal_data.revealed", subject, reason)).map(_ -> true));
  }

  /** Those of these subjects that this member of staff may see now; who may reveal nothing any more sees none. */
  public Set<String> shown(Member staff, Collection<String> subjects) {
    return subjects.isEmpty() || !staff.role().covers(Role.OPERATOR)
        ? Set.of()
        : Set.copyOf(database.list(row -> row.getString(0), """
          select subject from staff_reveal where staff_id = $1 and subject = any($2) and until > now()""", staff.id(),
            subjects.toArray(String[]::new)));
  }
}
