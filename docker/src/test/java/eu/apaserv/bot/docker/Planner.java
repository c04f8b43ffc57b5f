package eu.apaserv.bot.docker;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Asks PostgreSQL whether it could run a statement, without running it. */
final class Planner implements AutoCloseable {
  private final Connection connection;

  /** @param address {@code postgresql://user:password@host:port/database} */
  Planner(String address) throws SQLException {
    var uri = URI.create(address);
    var user = uri.getUserInfo().split(":", 2);
    var properties = new Properties();
    properties.put("user", user[0]);
    properties.put("password", user[1]);
    // Parameters are the server's affair: the driver does not look for them.
    properties.put("preferQueryMode", "simple");
    connection = DriverManager
        .getConnection("jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties);
  }

  /**
   * A statement with the types it has here. It is planned too: what a conflict is about is only looked at then.
   *
   * @throws SQLException when it cannot be run here
   */
  AskedBefore asked(String text) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("prepare asked as " + text);
      try {
        statement.execute("explain (generic_plan, costs off) " + text);
        return types(statement, text);
      } finally {
        statement.execute("deallocate asked");
      }
    }
  }

  private static AskedBefore types(Statement statement, String text) throws SQLException {
    try (var rows = statement.executeQuery(
        "select parameter_types::text, coalesce(result_types::text, 'null') from pg_prepared_statements where name = 'asked'")) {
      rows.next();
      return new AskedBefore(text, rows.getString(1), rows.getString(2));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
