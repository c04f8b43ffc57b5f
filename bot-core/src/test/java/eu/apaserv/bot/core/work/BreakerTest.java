package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When messages are held back from a provider, and when one is tried. */
class BreakerTest {
  private static final Delivery TAKEN = new Delivery.Accepted("p1");
  private static final Delivery LOST = new Delivery.Unknown("no answer");
  private static final Delivery BUSY = new Delivery.Retry(Duration.ofSeconds(30), "429");

  private long now;
  private final Breaker breaker = new Breaker("paper", () -> now);

  @Test
  void itOpensAfterEnoughFailuresInARow() {
    hear(Breaker.ENOUGH - 1, LOST);
    assertThat(breaker.room(64)).isEqualTo(64);
    hear(1, LOST);
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.room(64)).isZero();
  }

  @Test
  void oneThatWasTakenOrRefusedForGoodBeginsTheCountAgain() {
    hear(Breaker.ENOUGH - 1, LOST);
    hear(1, new Delivery.Refused("131026", "nobody there"));
    hear(Breaker.ENOUGH - 1, LOST);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void afterAPauseOneIsTriedAndClosesItWhenItIsTaken() {
    hear(Breaker.ENOUGH, LOST);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.room(64)).isEqualTo(1);
    breaker.claimed();
    assertThat(breaker.room(64)).as("one at a time").isZero();
    hear(1, TAKEN);
    assertThat(breaker.room(64)).isEqualTo(64);
  }

  @Test
  void eachTryThatFailsDoublesThePauseUpToAMinute() {
    hear(Breaker.ENOUGH, LOST);
    for (int seconds : new int[]{1, 2, 4, 8, 16, 32, 60, 60}) {
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(breaker.room(64)).as("before %d s", seconds).isZero();
      pass(Duration.ofMillis(1));
      assertThat(breaker.room(64)).isEqualTo(1);
      breaker.claimed();
      hear(1, LOST);
    }
  }

  @Test
  void whatTheProviderAsksForIsKept() {
    hear(Breaker.ENOUGH, BUSY);
    pass(Duration.ofSeconds(29));
    assertThat(breaker.room(64)).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(breaker.room(64)).isEqualTo(1);
  }

  @Test
  void aTryThatNeverReachedTheProviderIsFollowedByAnother() {
    hear(Breaker.ENOUGH, LOST);
    pass(Duration.ofSeconds(1));
    breaker.claimed();
    breaker.untried();
    assertThat(breaker.room(64)).isEqualTo(1);
  }

  private void hear(int times, Delivery delivery) {
    for (int i = 0; i < times; i++) {
      breaker.hear(delivery);
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
