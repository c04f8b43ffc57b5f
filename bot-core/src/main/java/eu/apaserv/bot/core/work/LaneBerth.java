package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Express;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane's places for one person's answers. */
final class LaneBerth implements Express.Berth {
  private static final Logger LOG = LoggerFactory.getLogger(LaneBerth.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Lane lane;
  private final Outbox outbox;
  private final UUID person;
  private final int places;
  /** Holds their place in the row until the first of them goes. */
  private final InOrder.Step step;

  LaneBerth(Lane lane, Outbox outbox, UUID person, int places, InOrder.Step step) {
    this.lane = lane;
    this.outbox = outbox;
    this.person = person;
    this.places = places;
    this.step = step;
  }

  @Override
  public void send(List<Due> due, long asked) {
    lane.free(places - due.size());
    if (due.isEmpty()) {
      step.leave(false);
      return;
    }
    lane.send(due.getFirst(), step, asked);
    due.stream().skip(1).forEach(next -> lane.send(next, lane.next(person), asked));
  }

  @Override
  public void unsure(Runnable sure) {
    send(List.of(), 0);
    Thread.ofVirtual().name("take-back " + lane.channel()).start(() -> {
      takeBack();
      sure.run();
    });
  }

  /** As soon as the database answers; should this node stop before, others look after them when its lease has run out. */
  private void takeBack() {
    while (lane.isGoing()) {
      try {
        int due = outbox.takeBack(person, lane::has);
        if (due > 0) {
          LOG.info("{}: {} answers of a commit that nobody heard of go out by a claim", lane.channel(), due);
          lane.bell().ring();
        }
        return;
      } catch (StoreException e) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }
}
