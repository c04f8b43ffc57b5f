package eu.apaserv.bot.core.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date. The core's scripts are numbered {@code V1_n}, those of the conversations {@code V2_n};
 * each module adds to its own row, so scripts may arrive out of order.
 *
 * <p>Bots of the version before work on while the tables change, and may be started again afterwards: scripts only add
 * (docs/upgrade.md), and those that a bot does not know are none of its business. A change of a table has to wait for whoever
 * uses it, and everybody else behind it; so it waits briefly, lets them by, and tries again.
 */
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  /** Where the core keeps its scripts. */
  public static final String CORE = "classpath:db/core";

  private static final Duration WAITS_FOR_A_TABLE = Duration.ofSeconds(2);
  private static final int MOST_ATTEMPTS = 60;
  /** A lock that was not to be had in time, and one that two waited for each other with. */
  private static final Set<String> IN_USE = Set.of("55P03", "40P01");

  private Migrations() {}

  /**
   * @param address {@code postgresql://user:password@host:port/database}
   * @param locations Flyway locations, {@link #CORE} first
   */
  public static void apply(String address, List<String> locations) {
    for (int attempt = 1;; attempt++) {
      try {
        flyway(address, locations).migrate();
        return;
      } catch (FlywayException e) {
        if (attempt == MOST_ATTEMPTS || !isInUse(e)) {
          throw e;
        }
        LOG.info("A table is in use, its change is tried again");
        LockSupport.parkNanos(WAITS_FOR_A_TABLE.toNanos());
      }
    }
  }

  private static boolean isInUse(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && IN_USE.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * What {@link #apply} would run, first to last; nothing is changed.
   *
   * @return versions, as {@code 1.60}
   */
  public static List<String> pending(String address, List<String> locations) {
    return Arrays.stream(flyway(address, locations).info().pending()).map(script -> script.getVersion().toString())
        .toList();
  }

  /** Whether no script was ever run there. */
  public static boolean none(String address, List<String> locations) {
    return flyway(address, locations).info().applied().length == 0;
  }

  private static Flyway flyway(String address, List<String> locations) {
    var uri = URI.create(address);
    var user = uri.getRawUserInfo() == null ? new String[]{"postgres"} : uri.getRawUserInfo().split(":", 2);
    var password = user.length < 2 ? "" : decode(user[1]);
    var port = uri.getPort() < 0 ? 5432 : uri.getPort();
    var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath();
    return Flyway.configure().dataSource(jdbc, decode(user[0]), password).locations(locations.toArray(String[]::new))
        .initSql("set lock_timeout = " + WAITS_FOR_A_TABLE.toMillis()).ignoreMigrationPatterns("*:missing", "*:future")
        .outOfOrder(true).baselineOnMigrate(false).loggers("slf4j").load();
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
