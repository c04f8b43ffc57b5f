package eu.apaserv.bot.core.store;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be asked now from one that refuses this very statement. */
final class Outage {
  /**
   * Classes of SQLSTATE (PostgreSQL, appendix A): no connection; no disk, memory or place; ended by an operator; a disk that
   * fails.
   */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
  /** A server that only reads: after a fail-over this is the wrong one. */
  private static final String ONLY_READS = "25006";
  /** Given up because it took too long: that may well be the statement's own doing. */
  private static final String TOO_LONG = "57014";

  private Outage() {}

  /** Whether trying the same again later may work, and trying it at once will not. */
  static boolean is(@Nullable Throwable failure) {
    if (failure == null) {
      return false;
    }
    return switch (failure) {
      case PgException refused -> {
        var state = String.valueOf(refused.getSqlState());
        yield state.equals(ONLY_READS) || (CLASSES.contains(state.substring(0, 2)) && !state.equals(TOO_LONG));
      }
      case ClosedConnectionException _,IOException _,TimeoutException _ -> true;
      // A pool whose connections are all taken says no more than this.
      default -> "Timeout".equals(failure.getMessage());
    };
  }
}
