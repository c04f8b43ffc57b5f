package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery.Retry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowdownTest {
  private static final Retry TOO_MANY = Retry.ofAll(null, Duration.ofSeconds(5), "too many");

  private long now = 1_000;
  private final Slowdown slowdown = new Slowdown(now);

  @Test
  void oneRefusalAmongManyCostsAMomentEachTime() {
    for (int i = 0; i < 10; i++) {
      assertThat(slowdown.refused(TOO_MANY, now)).contains(Slowdown.FIRST);
      pass(Slowdown.FIRST);
      slowdown.accepted(now);
    }
  }

  @Test
  void refusalAfterRefusalDoublesTheWaitUpToThatOfAMessage() {
    var wait = Slowdown.FIRST;
    for (int i = 0; i < 8; i++) {
      assertThat(slowdown.refused(TOO_MANY, now)).contains(wait);
      pass(wait);
      wait = wait.multipliedBy(2);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(slowdown.refused(TOO_MANY, now)).contains(Duration.ofSeconds(5));
      pass(Duration.ofSeconds(5));
    }
  }

  @Test
  void whatWasUnderWayMeanwhileNeitherLengthensNorEndsTheWait() {
    slowdown.refused(TOO_MANY, now);
    assertThat(slowdown.refused(TOO_MANY, now)).isEqualTo(Optional.empty());
    slowdown.accepted(now);
    pass(Slowdown.FIRST);
    assertThat(slowdown.refused(TOO_MANY, now)).contains(Slowdown.FIRST.multipliedBy(2));
  }

  @Test
  void whatTheProviderAsksForIsKeptFiveMinutesAtMost() {
    assertThat(slowdown.refused(asking(Duration.ofSeconds(7)), now)).contains(Duration.ofSeconds(7));
    assertThat(slowdown.refused(asking(Duration.ofSeconds(7)), now)).isEqualTo(Optional.empty());
    assertThat(slowdown.refused(asking(Duration.ofHours(1)), now)).contains(Slowdown.LONGEST);
    pass(Slowdown.LONGEST.minusMillis(1));
    assertThat(slowdown.refused(TOO_MANY, now)).isEqualTo(Optional.empty());
  }

  private static Retry asking(Duration wait) {
    return Retry.ofAll(wait, Duration.ofSeconds(5), "too many");
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
