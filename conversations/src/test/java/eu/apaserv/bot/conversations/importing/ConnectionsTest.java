package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.store.FreshDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database behind a network that forgets connections without telling anybody. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase();

  @Test
  void aServerThatTakesAConnectionAndSaysNothingIsGivenUp() throws IOException {
    try (var door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var connections = Connections.to("postgresql://a:b@127.0.0.1:" + door.getLocalPort() + "/c", SILENCE);
      assertThatThrownBy(connections::open).isInstanceOfSatisfying(SQLException.class, ConnectionsTest::isAway);
    }
  }

  @Test
  void aStatementWhoseConnectionWasForgottenEnds() throws Exception {
    try (var wall = new Firewall(URI.create(fresh.address()).getPort());
        var connection = Connections.to(through(wall.port()), SILENCE).open();
        var statement = connection.createStatement()) {
      statement.execute("select 1");
      wall.forget();
      assertThatThrownBy(() -> statement.execute("select 2")).isInstanceOfSatisfying(SQLException.class,
          ConnectionsTest::isAway);
    }
  }

  @Test
  void bothSidesLookForEachOther() throws Exception {
    try (var connection = Connections.to(fresh.address()).open();
        var statement = connection.createStatement();
        var row = statement.executeQuery("""
            select string_agg(name || ' ' || setting, ', ' order by name) from pg_settings
            where name like 'tcp_keepalives%' or name = 'idle_in_transaction_session_timeout'""")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("idle_in_transaction_session_timeout 600000, tcp_keepalives_count 3, "
          + "tcp_keepalives_idle 30, tcp_keepalives_interval 10");
    }
    try (var socket = new KeptSockets().createSocket()) {
      assertThat(socket.getKeepAlive()).isTrue();
      assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
    }
  }

  /** As the watched folder tells an export that may load later from one that never will. */
  private static void isAway(SQLException e) {
    assertThat(e.getSQLState()).startsWith("08");
  }

  private String through(int port) {
    return fresh.address().replaceFirst(":\\d+/", ":" + port + "/");
  }

  /** Passes on what both sides say until it forgets them, and tells neither. */
  private static final class Firewall implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private volatile boolean forgot;

    Firewall(int target) throws IOException {
      Thread.ofVirtual().start(() -> {
        try {
          var near = door.accept();
          var far = new Socket(InetAddress.getLoopbackAddress(), target);
          Thread.ofVirtual().start(() -> pass(near, far));
          pass(far, near);
        } catch (IOException e) {
          forget();
        }
      });
    }

    int port() {
      return door.getLocalPort();
    }

    void forget() {
      forgot = true;
    }

    private void pass(Socket from, Socket to) {
      var heard = new byte[8192];
      try {
        for (int n = from.getInputStream().read(heard); n >= 0; n = from.getInputStream().read(heard)) {
          if (!forgot) {
            to.getOutputStream().write(heard, 0, n);
          }
        }
      } catch (IOException e) {
        forget();
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}
