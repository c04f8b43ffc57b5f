package eu.apaserv.bot.channels;

import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.TelegramProvider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuietPortTest {

  /** As another test does that looks for a free port at the same moment. */
  @Test
  void aPortThatSomebodyHoldsForAMomentIsOpenedOnceTheyLetItGo() throws IOException, InterruptedException {
    var vertx = Vertx.vertx();
    var tries = new AtomicInteger();
    var refused = new CountDownLatch(3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      var telegram = new TelegramProvider(other.getLocalPort(), TelegramChannelTest.CLOCK);
      var opened = threads.submit(() -> QuietPort.open(() -> {
        tries.incrementAndGet();
        return telegram.start(vertx).onFailure(_ -> refused.countDown());
      }));
      refused.await();
      assertThat(opened.isDone()).isFalse();
      other.close();
      assertThat(opened).succeedsWithin(Duration.ofSeconds(60));
      assertThat(tries.get()).isGreaterThan(3);
      await(telegram.close());
    } finally {
      await(vertx.close());
    }
  }
}
