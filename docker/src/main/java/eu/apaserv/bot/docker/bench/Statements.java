package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import java.io.PrintStream;
import java.util.Locale;

/** What PostgreSQL spends its time on, statement by statement, as its own pg_stat_statements counts it. */
final class Statements {
  private static final int MOST = 25;
  private static final int SHOWN = 110;

  private Statements() {}

  /** From the next start of the server on. */
  static void count(Database database) {
    database.run("alter system set shared_preload_libraries = 'pg_stat_statements'");
    database.run("alter system set pg_stat_statements.track_planning = on");
    database.run("alter system set pg_stat_statements.track = 'all'");
  }

  static void forget(Database database) {
    database.run("create extension if not exists pg_stat_statements");
    database.run("select pg_stat_statements_reset(), pg_stat_reset()");
  }

  /** The dearest first. */
  static void print(Database database, PrintStream out) {
    out.println("calls | ms in all | ms a call | of it planning | rows | statement");
    database.list(row -> String.format(Locale.ROOT, "%d | %.0f | %.3f | %.0f %% | %d | %s", row.getLong(0),
        row.getDouble(1), row.getDouble(1) / row.getLong(0), 100 * row.getDouble(2) / row.getDouble(1), row.getLong(3),
        shown(row.getString(4))), """
          select calls, total_exec_time + total_plan_time as took, total_plan_time, rows, query from pg_stat_statements
          where dbid = (select oid from pg_database where datname = current_database())
          order by took desc limit $1""", MOST).forEach(out::println);
    written(database, out);
  }

  /** Which tables are written, and how much of it changes every index: an update in place changes none. */
  private static void written(Database database, PrintStream out) {
    out.println("table | inserted | updated | of it in place | deleted | indexes");
    database.list(row -> String.format(Locale.ROOT, "%s | %d | %d | %d %% | %d | %d", row.getString(0), row.getLong(1),
        row.getLong(2), row.getLong(2) == 0 ? 0 : 100 * row.getLong(3) / row.getLong(2), row.getLong(4),
        row.getLong(5)), """
          select relname, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del,
            (select count(*) from pg_index i where i.indrelid = t.relid)
          from pg_stat_user_tables t order by n_tup_ins + n_tup_upd + n_tup_del desc limit $1""", MOST)
        .forEach(out::println);
  }

  private static String shown(String statement) {
    var line = statement.replaceAll("\\s+", " ").strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
