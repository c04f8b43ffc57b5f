package eu.apaserv.bot.conversations.importing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens a plain JDBC connection of its own: COPY is not in the reactive driver. */
@FunctionalInterface
public interface Connections {
  /** A new connection; whoever asks closes it. */
  Connection open() throws SQLException;

  /** @param address {@code postgresql://user:password@host:port/database} */
  static Connections to(String address) {
    var uri = URI.create(address);
    var user = uri.getRawUserInfo() == null ? new String[]{"postgres", ""} : (uri.getRawUserInfo() + ":").split(":", 3);
    var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getPath();
    return () -> DriverManager.getConnection(jdbc, URLDecoder.decode(user[0], StandardCharsets.UTF_8),
        URLDecoder.decode(user[1], StandardCharsets.UTF_8));
  }
}
