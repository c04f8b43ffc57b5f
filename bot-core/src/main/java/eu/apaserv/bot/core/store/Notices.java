package eu.apaserv.bot.core.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what any node tells by PostgreSQL's NOTIFY, on one connection of its own. It asks that connection for a word now and
 * then: a server that vanished would else be listened to for ever. Whoever needs what is told looks for it as well, so
 * while nobody listens nothing is missed, it is only later.
 */
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final long AGAIN_MILLIS = 1_000;
  private static final long WORD_EVERY_MILLIS = 5_000;
  /** The longest the server may be silent is half as long again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Map<String, Runnable> listeners;
  private final Pool pool;
  private final AtomicReference<@Nullable SqlConnection> connection = new AtomicReference<>();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean stopping;
  private long timer = -1;

  /**
   * @param address of the database
   * @param listeners by the plain name that is notified; run on an event loop, so they only wake others
   */
  public Notices(Vertx vertx, String address, Map<String, Runnable> listeners) {
    this.vertx = vertx;
    this.listeners = Map.copyOf(listeners);
    this.pool = Connections.pool(vertx, address, 1, PATIENCE);
  }

  public void start() {
    timer = vertx.setPeriodic(WORD_EVERY_MILLIS, _ -> askForAWord());
    connect();
  }

  public void stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    Closing.await(pool.close());
  }

  private void connect() {
    var all = listeners.keySet().stream().map(name -> "listen \"" + name + '"').collect(Collectors.joining(";"));
    pool.getConnection().compose(opened -> {
      PgConnection.cast(opened).notificationHandler(note -> hear(note.getChannel()));
      opened.closeHandler(_ -> again("the connection ended"));
      return opened.query(all).execute().map(opened).onFailure(_ -> opened.close());
    }).onSuccess(opened -> {
      connection.set(opened);
      listeners.values().forEach(Runnable::run); // what was told while nobody listened
    }).onFailure(e -> again(String.valueOf(e.getMessage())));
  }

  private void hear(String name) {
    var listener = listeners.get(name);
    if (listener != null) {
      listener.run();
    }
  }

  private void again(String why) {
    if (stopping || !waiting.compareAndSet(false, true)) {
      return;
    }
    if (connection.getAndSet(null) != null) {
      LOG.warn("What other nodes tell is not heard at once, it is looked for: {}", why);
    }
    vertx.setTimer(AGAIN_MILLIS, _ -> {
      waiting.set(false);
      connect();
    });
  }

  /** Its answer matters to nobody but the connection, which ends when none comes. */
  private void askForAWord() {
    var open = connection.get();
    if (open != null) {
      open.query("select 1").execute().onFailure(e -> LOG.debug("Listening: {}", String.valueOf(e.getMessage())));
    }
  }
}
