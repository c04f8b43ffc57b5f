package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what cannot be undone from a clock that has jumped: a node that believes it is next year would delete a year. What is deleted
 * by age is deleted only while this node's clock is not ahead of the database's.
 */
public final class ClockGuard {
  private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;
  private volatile boolean told;

  public ClockGuard(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A round that does nothing while the clock is ahead. */
  public BooleanSupplier over(BooleanSupplier round) {
    return () -> !isAhead() && round.getAsBoolean();
  }

  private boolean isAhead() {
    var theirs = database.first(row -> row.getOffsetDateTime(0).toInstant(), "select clock_timestamp()").orElseThrow();
    boolean ahead = clock.instant().isAfter(theirs.plus(MOST_AHEAD));
    if (ahead && !told) {
      LOG.error("Nothing old is deleted: this machine's clock is {} s ahead of the database's; set both by NTP",
          Duration.between(theirs, clock.instant()).toSeconds());
    }
    told = ahead;
    return ahead;
  }
}
