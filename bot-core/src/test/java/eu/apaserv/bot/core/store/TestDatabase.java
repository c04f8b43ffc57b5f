package eu.apaserv.bot.core.store;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Databases for tests: one embedded server in a JVM, ended with it, and a clone of a migrated template for whoever asks.
 * A clone costs some 60 ms, so take one per test class or even per test.
 */
public final class TestDatabase {
  private static final long ENOUGH = 4L << 30;
  private static final Map<List<String>, String> templates = new HashMap<>();
  private static final AtomicInteger clones = new AtomicInteger();
  private static @Nullable EmbeddedDatabase server;

  private TestDatabase() {}

  /**
   * @param migrationLocations Flyway locations, {@link Migrations#CORE} first; empty for a database without tables
   * @return {@code postgresql://user:password@host:port/database} of a database nobody else uses
   */
  public static synchronized String fresh(List<String> migrationLocations) {
    var template = templates.computeIfAbsent(List.copyOf(migrationLocations), TestDatabase::template);
    return create("test_" + clones.incrementAndGet(), template);
  }

  /** A database like that one, which nobody may be connected to: for tests that begin with a lot of data. */
  public static synchronized String copyOf(String address) {
    return create("test_" + clones.incrementAndGet(), URI.create(address).getPath().substring(1));
  }

  /** Ends a clone that is needed no more; sessions that are open in it are closed. */
  public static synchronized void drop(String address) {
    execute("DROP DATABASE IF EXISTS " + URI.create(address).getPath().substring(1) + " WITH (FORCE)");
  }

  private static String template(List<String> locations) {
    var name = "template_" + (templates.size() + 2);
    var address = create(name, "template1");
    if (!locations.isEmpty()) {
      Migrations.apply(address, locations);
    }
    return name;
  }

  /** Files as they are, not page by page through the log: a third of the time where nothing waits for a disk. */
  private static String create(String name, String template) {
    execute("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY FILE_COPY");
    var address = server().address();
    return address.substring(0, address.lastIndexOf('/') + 1) + name;
  }

  private static void execute(String sql) {
    try (var connection = connect(server().address()); var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new StoreException("The test server refused: " + sql, e);
    }
  }

  /** A plain JDBC connection, for tests that look behind the stores. */
  public static Connection connect(String address) throws SQLException {
    var uri = URI.create(address);
    var user = uri.getUserInfo().split(":", 2);
    return DriverManager.getConnection("jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
        user[0],
        user[1]);
  }

  /** Stories make hundreds of databases of a thousand files each: memory, where there is enough, does it many times faster. */
  private static Path roomy() {
    var memory = Path.of("/dev/shm");
    var disk = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    return memory.toFile().canWrite() && memory.toFile().getUsableSpace() > ENOUGH ? memory : disk;
  }

  private static EmbeddedDatabase server() {
    if (server == null) {
      var started = EmbeddedDatabase.temporary(roomy());
      server = started;
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    }
    return server;
  }
}
