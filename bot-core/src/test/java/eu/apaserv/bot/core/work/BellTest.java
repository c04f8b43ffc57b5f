package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What wakes a loop. */
class BellTest {
  @Test
  void whatCanWaitRingsByItselfSoonEachTimeItIsAskedFor() throws InterruptedException {
    var bell = new Bell();
    var rounds = new LinkedBlockingQueue<String>();
    var loop = new Loop("bell", bell, Duration.ofHours(1), () -> {
      rounds.add("round");
      return false;
    });
    loop.start();
    try {
      assertThat(rounds.poll(30, TimeUnit.SECONDS)).as("its first round").isNotNull();
      for (int time = 1; time <= 2; time++) {
        bell.ringWithin(Duration.ofMillis(5));
        bell.ringWithin(Duration.ofMillis(5));
        assertThat(rounds.poll(30, TimeUnit.SECONDS)).as("round after asking %d", time).isNotNull();
      }
    } finally {
      loop.stop();
    }
  }
}
