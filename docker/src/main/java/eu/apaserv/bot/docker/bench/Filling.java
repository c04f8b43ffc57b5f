package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Transaction;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows that the database generates itself.
 *
 * @param table where they go
 * @param insert the statement that makes them; {@code %s} stands for the table
 */
record Filling(String table, String insert) {

  String into(String part) {
    return insert.replace("%s", part);
  }

  /**
   * Fills an empty table, or a part of it, as fast as PostgreSQL can: its indexes and keys are made when the rows are there,
   * nothing is written to the log twice (the table is emptied in the same transaction), and no trigger looks at each row.
   */
  void fast(Database database, String part, Object... args) {
    database.together(open -> {
      open.run("set local session_replication_role = replica");
      open.run("set local maintenance_work_mem = '1GB'");
      var restore = strip(open, part);
      open.run(into(part), args);
      restore.forEach(open::run);
      return part;
    });
  }

  /** @return what has to be done when the rows are there */
  private static List<String> strip(Transaction open, String part) {
    var attach = open.list(row -> row.getString(0), """
        select format('alter table %s attach partition %s %s', i.inhparent::regclass, c.oid::regclass,
          pg_get_expr(c.relpartbound, c.oid))
        from pg_class c join pg_inherits i on i.inhrelid = c.oid where c.oid = $1::text::regclass""", part);
    open.list(row -> row.getString(0), """
        select format('alter table %s detach partition %s', inhparent::regclass, inhrelid::regclass)
        from pg_inherits where inhrelid = $1::text::regclass""", part).forEach(open::run);
    var drops = open.list(row -> row.getString(0), "select drops from (" + INDEXES + ") i", part);
    var restore = open.list(row -> row.getString(0), "select again from (" + INDEXES + ") i", part);
    drops.forEach(open::run);
    if (open.first(row -> true, "select from pg_constraint where confrelid = $1::text::regclass", part).isEmpty()) {
      open.run("truncate " + part);
    }
    return Stream.concat(restore.stream(), attach.stream()).toList();
  }

  /* Keys that other tables refer to stay. */
  private static final String INDEXES = """
      select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drops,
        format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as again
      from pg_constraint c where c.conrelid = $1::text::regclass and c.contype in ('p', 'u')
        and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid)
      union all
      select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
      from pg_index i where i.indrelid = $1::text::regclass
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))""";
}
