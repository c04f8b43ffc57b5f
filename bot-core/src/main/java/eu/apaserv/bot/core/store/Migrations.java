package eu.apaserv.bot.core.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date. The core's scripts are numbered {@code V1_n}, those of the conversations {@code V2_n};
 * each module adds to its own row, so scripts may arrive out of order.
 */
public final class Migrations {
  /** Where the core keeps its scripts. */
  public static final String CORE = "classpath:db/core";

  private Migrations() {}

  /**
   * @param address {@code postgresql://user:password@host:port/database}
   * @param locations Flyway locations, {@link #CORE} first
   */
  public static void apply(String address, List<String> locations) {
    flyway(address, locations).migrate();
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

  private static Flyway flyway(String address, List<String> locations) {
    var uri = URI.create(address);
    var user = uri.getRawUserInfo() == null ? new String[]{"postgres"} : uri.getRawUserInfo().split(":", 2);
    var password = user.length < 2 ? "" : decode(user[1]);
    var port = uri.getPort() < 0 ? 5432 : uri.getPort();
    var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath();
    return Flyway.configure().dataSource(jdbc, decode(user[0]), password).locations(locations.toArray(String[]::new))
        .outOfOrder(true).baselineOnMigrate(false).loggers("slf4j").load();
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
