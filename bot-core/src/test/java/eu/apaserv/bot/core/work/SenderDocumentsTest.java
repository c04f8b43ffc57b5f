package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Documents among what is sent. */
class SenderDocumentsTest extends SenderScene {
  @Test
  void onlySoManyDocumentsAreInMemoryAtATime() {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    var document = new Content.Document("paper:1", "a.pdf", "application/pdf", "");
    bulk(60);
    fresh.database().run("update outbox set content = $1::text::jsonb", Json.write(document));
    start(Pace.UNLIMITED, 1, message -> {
      most.accumulateAndGet(open.incrementAndGet(), Math::max);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      open.decrementAndGet();
      return new Delivery.Accepted("p" + message.id());
    });
    until(() -> count("state = 'sent'") == 60);
    assertThat(most.get()).isBetween(1, Sender.MOST_DOCUMENTS);
  }

  /** One in some 70 ms; a busy machine may be late to write the first one down. */
  @Test
  void documentsThatWaitedForTheirFilesDoNotLeaveTogether() {
    bulk(4);
    fresh.database().run("update outbox set content = $1::text::jsonb",
        Json.write(new Content.Document("paper:1", "a.pdf", "application/pdf", "")));
    var allOpen = new CountDownLatch(4);
    documents = (_, _) -> {
      allOpen.countDown();
      return awaited(allOpen) ? Optional.of(OwnFile.of(Buffer.buffer("x"))) : Optional.empty();
    };
    start(new Pace(14, Double.POSITIVE_INFINITY), 1);
    until(() -> sent.size() == 4);
    var times = sent.stream().mapToLong(Sent::at).summaryStatistics();
    assertThat(Duration.ofNanos(times.getMax() - times.getMin())).isGreaterThan(Duration.ofMillis(110));
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
