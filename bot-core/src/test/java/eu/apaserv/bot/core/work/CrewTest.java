package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many send at a time what goes out never twice. */
class CrewTest {
  private final AtomicLong now = new AtomicLong();

  private int afterSends(double perSecond, Duration each) {
    var crew = new Crew(() -> perSecond, now::get);
    for (long message = 0; message < 200; message++) {
      crew.join(1, message);
      now.addAndGet(each.toNanos());
      crew.leave(message);
    }
    return crew.places();
  }

  @Test
  void asManyAsTheRateNeedsAtTheTimeASendTakes() {
    assertThat(afterSends(80, Duration.ofMillis(200))).isBetween(20, 25);
    assertThat(afterSends(1000, Duration.ofMillis(10))).isBetween(15, 18);
    assertThat(afterSends(1, Duration.ofMillis(200))).isEqualTo(Crew.FEWEST + 1);
    assertThat(afterSends(Double.POSITIVE_INFINITY, Duration.ofSeconds(5))).isEqualTo(64);
  }

  @Test
  void whoFindsNoPlaceWaitsForOne() throws InterruptedException {
    var crew = new Crew(() -> 80, now::get);
    for (long message = 0; message < Crew.FEWEST; message++) {
      crew.join(1, message);
    }
    var next = Thread.startVirtualThread(() -> crew.join(1, 100));
    until(() -> next.getState() == Thread.State.WAITING);
    crew.leave(99);
    assertThat(next.getState()).as("that one had no place to give").isEqualTo(Thread.State.WAITING);
    crew.leave(0);
    assertThat(next.join(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void whatSomebodyWaitedForBesidesMakesNoCrewLarger() {
    var crew = new Crew(() -> 80, now::get);
    for (long message = 0; message < 200; message++) {
      crew.join(1, message);
      now.addAndGet(Duration.ofMillis(500).toNanos());
      crew.waited(message, Duration.ofMillis(300).toNanos());
      crew.leave(message);
    }
    assertThat(crew.places()).isBetween(20, 25);
  }

  @Test
  void aCodeJoinsBeforeTheAlertsThatWait() throws InterruptedException {
    var crew = new Crew(() -> 80, now::get);
    for (long message = 0; message < Crew.FEWEST; message++) {
      crew.join(1, message);
    }
    var alert = Thread.startVirtualThread(() -> crew.join(1, 100));
    var code = Thread.startVirtualThread(() -> crew.join(0, 200));
    until(() -> alert.getState() == Thread.State.WAITING && code.getState() == Thread.State.WAITING);
    crew.leave(0);
    assertThat(code.join(Duration.ofSeconds(60))).isTrue();
    assertThat(alert.getState()).isEqualTo(Thread.State.WAITING);
    crew.leave(1);
    assertThat(alert.join(Duration.ofSeconds(60))).isTrue();
  }
}
