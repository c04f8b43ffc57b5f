package eu.apaserv.bot.conversations.importing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens a plain JDBC connection of its own: COPY is not in the reactive driver. None is waited for without end: a firewall that
 * drops a connection tells neither side.
 */
@FunctionalInterface
public interface Connections {
  /** One statement over many millions of rows takes minutes; a server that is there and says nothing for so long is given up. */
  Duration LONGEST_STATEMENT = Duration.ofHours(1);

  /** A server that we vanish from gives up our locks; a file that turns into a pipe in the middle holds nobody for long. */
  String SERVER = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 "
      + "-c idle_in_transaction_session_timeout=600000";

  /** A new connection; whoever asks closes it. */
  Connection open() throws SQLException;

  /** @param address {@code postgresql://user:password@host:port/database} */
  static Connections to(String address) {
    return to(address, LONGEST_STATEMENT);
  }

  /** @param silence of the server, after which a statement is given up; whole seconds */
  static Connections to(String address, Duration silence) {
    var uri = URI.create(address);
    var user = uri.getRawUserInfo() == null ? new String[]{"postgres", ""} : (uri.getRawUserInfo() + ":").split(":", 3);
    var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getPath();
    var properties = new Properties();
    properties.setProperty("user", URLDecoder.decode(user[0], StandardCharsets.UTF_8));
    properties.setProperty("password", URLDecoder.decode(user[1], StandardCharsets.UTF_8));
    properties.setProperty("ApplicationName", "apaserv-bot import");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "30");
    properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("socketFactory", KeptSockets.class.getName());
    properties.setProperty("options", SERVER);
    return () -> DriverManager.getConnection(jdbc, properties);
  }

}
