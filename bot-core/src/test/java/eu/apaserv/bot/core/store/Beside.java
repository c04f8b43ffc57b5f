package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.Eventually;
import java.util.function.BooleanSupplier;

/** For what is done while another transaction is open: it goes on, or waits for that one. */
public final class Beside {
  private static final String WAITS = "select 1 from pg_stat_activity where datname = current_database() "
      + "and wait_event_type = 'Lock'";

  private Beside() {}

  /** Returns once it is done, or somebody in this database waits for a lock. */
  public static void doneOrWaiting(Database database, BooleanSupplier done) {
    Eventually.until(() -> done.getAsBoolean() || database.first(_ -> true, WAITS).isPresent());
  }
}
