package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Outbox;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after what nobody finished: sends whose outcome stayed unknown. Any number of nodes may do it at once. */
public final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Outbox outbox;
  private final Duration patience;
  private final Bell sender;
  private final Loop loop;

  /**
   * @param patience how long a receipt may take to settle a doubtful send
   * @param sender rung when something has become due again
   */
  public Housekeeping(Outbox outbox, Duration patience, Bell sender) {
    this.outbox = outbox;
    this.patience = patience;
    this.sender = sender;
    this.loop = new Loop("housekeeping", new Bell(), Duration.ofSeconds(1), this::round);
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  private boolean round() {
    int again = outbox.reconcile(patience);
    if (again > 0) {
      LOG.warn("{} answers are sent again after nobody could tell whether they had arrived", again);
      sender.ring();
    }
    return false;
  }
}
