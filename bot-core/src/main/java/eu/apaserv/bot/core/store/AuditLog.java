package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Who of the staff did or saw what, and why. Rows are only added: a trigger refuses everything else. */
public final class AuditLog {
  private static final int LONGEST = 500;
  private static final String WRITE = """
    insert into audit_log (staff_id, staff_name, action, subject, reason) values ($1, $2, $3, $4, $5)""";

  private final Database database;

  public AuditLog(Database database) {
    this.database = database;
  }

  /**
   * One row.
   *
   * @param staff the name as it was then
   * @param action such as {@code conversation.taken}
   * @param subject the id of what it was done to
   * @param reason as staff gave it; may be empty
   */
  public record Deed(long id, Instant at, String staff, String action, String subject, String reason) {}

  /**
   * Notes a deed.
   *
   * @param action a stable word, {@code area.what}
   * @param subject an id; never personal data, for the log outlives it
   * @param reason as staff gave it, or empty; cut at 500 characters
   */
  public void write(Member staff, String action, String subject, String reason) {
    database.run(WRITE, row(staff, action, subject, reason));
  }

  /** Notes a deed in the transaction that does it. */
  public static Future<?> write(SqlClient transaction, Member staff, String action, String subject, String reason) {
    return transaction.preparedQuery(WRITE).execute(row(staff, action, subject, reason));
  }

  private static Tuple row(Member staff, String action, String subject, String reason) {
    return Tuple.of(staff.id(), staff.name(), action, cut(subject), cut(reason));
  }

  private static String cut(String text) {
    var clean = text.replace("\0", "").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }

  /**
   * Deeds, newest first.
   *
   * @param asked part of a name, subject or reason; empty: all
   * @param actions that are meant by it as well
   * @param before an id: only older ones
   */
  public List<Deed> read(String asked, Collection<String> actions, long before, int limit) {
    return database.list(AuditLog::deed, """
      select id, at, staff_name, action, subject, reason from audit_log
      where id < $2 and ($1 = '' or position(lower($1) in lower(staff_name || ' ' || subject || ' ' || reason)) > 0
        or action = any($4))
      order by id desc limit $3""", asked, before, limit, actions.toArray(String[]::new));
  }

  private static Deed deed(Row row) {
    return new Deed(row.getLong("id"), row.getOffsetDateTime("at").toInstant(), row.getString("staff_name"),
        row.getString("action"), row.getString("subject"), row.getString("reason"));
  }
}
