package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmppIdsTest {
  private static final int THREADS = 8;
  private static final int RECEIPTS = 200;

  /** As after a restart in the middle of an outage: each waited a while for an answer that an earlier process had. */
  @Test
  void receiptsOfBeforeARestartDoNotHoldUpWhatCustomersSay() {
    var ids = new SmppIds(Ids.AUTO);
    long begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      IntStream.range(0, RECEIPTS).forEach(i -> threads.execute(() -> ids.receipted("A" + i)));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aReceiptThatIsFasterThanTheAnswerIsStillWaitedFor() {
    var ids = new SmppIds(Ids.AUTO);
    try (var threads = Executors.newFixedThreadPool(1)) {
      var receipt = threads.submit(() -> ids.receipted("26"));
      ids.submitted("1a");
      assertThat(receipt).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(SmppIds.PREFIX + "1a");
    }
  }
}
