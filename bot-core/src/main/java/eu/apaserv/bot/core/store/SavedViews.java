package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import java.util.List;

/** Filters of the inbox that a member of staff gave a name. */
public final class SavedViews {
  private static final int MOST = 20;

  private final Database database;

  public SavedViews(Database database) {
    this.database = database;
  }

  /**
   * A filter with a name.
   *
   * @param query what follows the question mark
   */
  public record View(long id, String name, String query) {}

  public List<View> of(Member staff) {
    return database.list(row -> new View(row.getLong(0), row.getString(1), row.getString(2)), """
      select id, name, query from saved_view where staff_id = $1 order by name limit $2""", staff.id(), MOST);
  }

  /** Keeps a view; one of the same name is replaced. */
  public void keep(Member staff, String name, String query) {
    database.run("""
      insert into saved_view (staff_id, name, query) select $1, $2, $3
      where (select count(*) from saved_view where staff_id = $1) < $4
      on conflict (staff_id, name) do update set query = excluded.query""", staff.id(), name, query, (long) MOST);
  }

  public void remove(Member staff, long id) {
    database.run("delete from saved_view where staff_id = $1 and id = $2", staff.id(), id);
  }
}
