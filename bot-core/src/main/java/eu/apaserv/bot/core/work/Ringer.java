package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StoreException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings bells when any node tells of something by PostgreSQL's NOTIFY. Whoever is rung polls as well: while the connection is
 * down nothing is missed, it is only later.
 */
public final class Ringer {
  private static final Logger LOG = LoggerFactory.getLogger(Ringer.class);
  private static final long AGAIN_MILLIS = 1000;

  private final PgSubscriber subscriber;
  private final Map<String, Bell> bells;

  /**
   * @param address of the database, for the one connection that listens
   * @param bells by the name that is notified
   */
  public Ringer(Vertx vertx, String address, Map<String, Bell> bells) {
    this.subscriber = PgSubscriber.subscriber(vertx, PgConnectOptions.fromUri(address));
    this.bells = Map.copyOf(bells);
  }

  public void start() {
    subscriber.reconnectPolicy(_ -> AGAIN_MILLIS);
    bells.forEach((name, bell) -> subscriber.channel(name).handler(_ -> bell.ring()));
    subscriber.connect().onFailure(e -> LOG.warn("What other nodes tell is not heard at once, it is looked for: {}",
        e.getMessage()));
  }

  public void stop() {
    try {
      Database.await(subscriber.close());
    } catch (StoreException e) {
      LOG.warn("While listening to other nodes stopped: {}", e.getMessage());
    }
  }
}
