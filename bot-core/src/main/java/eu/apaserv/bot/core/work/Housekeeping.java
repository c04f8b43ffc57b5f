package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Outbox;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what nobody finished: sends whose outcome stayed unknown. Staff hear once of a channel that leaves answers in
 * doubt for long, or on which answers were given up. Any number of nodes may do it at once.
 */
public final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /** Our own code for what no provider says. */
  static final String IN_DOUBT = "in_doubt";

  private final Outbox outbox;
  private final Alarms alarms;
  private final Duration patience;
  private final Bell sender;
  private final Loop loop;

  /**
   * @param patience how long a receipt may take to settle a doubtful send
   * @param sender rung when something has become due again
   */
  public Housekeeping(Outbox outbox, Alarms alarms, Duration patience, Bell sender) {
    this.outbox = outbox;
    this.alarms = alarms;
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
    var done = outbox.reconcile(patience);
    if (done.again() > 0) {
      LOG.warn("{} answers are sent again after nobody could tell whether they had arrived", done.again());
      sender.ring();
    }
    done.doubtful().forEach((channel, count) -> raise(channel,
        count + " answers were sent again and again, and the provider never says whether it took them"));
    done.lost().forEach((channel, count) -> raise(channel,
        count + " answers were given up: nobody could tell whether they arrived until they were of no use any more"));
    return false;
  }

  private void raise(String channel, String reason) {
    if (alarms.raise(channel, IN_DOUBT, reason)) {
      LOG.error("{}: {}", channel, reason);
    }
  }
}
