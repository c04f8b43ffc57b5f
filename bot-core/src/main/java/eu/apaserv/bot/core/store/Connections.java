package eu.apaserv.bot.core.store;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How connections to PostgreSQL are held, so that none outlives what it was connected to: a server that vanishes without a
 * word is told from a slow one by its silence, and a server that we vanish from gives up what we held.
 */
final class Connections {
  /** No statement of ours takes longer; what does is given up by the server. */
  static final Duration PATIENCE = Duration.ofSeconds(30);
  /** A server on the same network answers at once or not at all. */
  private static final int MILLISECONDS_TO_CONNECT = 5_000;
  private static final int SECONDS_FOR_A_CONNECTION = 10;

  private Connections() {}

  /**
   * A pool whose connections are given up, with what waits on them, after half as long again as a statement may take
   * without a word.
   *
   * @param patience the longest a statement may take, whole seconds
   */
  static Pool pool(Vertx vertx, String address, int connections, Duration patience) {
    var options = options(address, patience).setReconnectAttempts(2).setReconnectInterval(200);
    // All are kept prepared, also the long ones, which the driver leaves out unless told: they are those of each turn.
    options.setCachePreparedStatements(true).setPreparedStatementCacheMaxSize(512)
        .setPreparedStatementCacheSqlFilter(sql -> true);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(connections).setMaxWaitQueueSize(20_000)
            .setConnectionTimeout(SECONDS_FOR_A_CONNECTION))
        .with(network(patience)).connectingTo(options).using(vertx).build();
  }

  /** What the server is told: how long we may take, and when to look whether we are still there. */
  private static PgConnectOptions options(String address, Duration patience) {
    var options = PgConnectOptions.fromUri(address);
    var milliseconds = String.valueOf(patience.toMillis());
    options.getProperties().put("application_name", "apaserv-bot");
    options.getProperties().put("jit", "off");
    // A statement that chose among months for each row has ended PostgreSQL 18 under load (docs/decisions.md).
    options.getProperties().put("enable_partition_pruning", "off");
    options.getProperties().put("statement_timeout", milliseconds);
    options.getProperties().put("idle_in_transaction_session_timeout", milliseconds);
    options.getProperties().put("tcp_keepalives_idle", String.valueOf(patience.toSeconds()));
    options.getProperties().put("tcp_keepalives_interval", "5");
    options.getProperties().put("tcp_keepalives_count", "3");
    return options;
  }

  private static NetClientOptions network(Duration patience) {
    return new NetClientOptions().setTcpKeepAlive(true).setConnectTimeout(MILLISECONDS_TO_CONNECT)
        .setReadIdleTimeout((int) patience.toMillis() * 3 / 2).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }
}
