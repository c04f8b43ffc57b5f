package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A long run of bulk messages, measured by hand: by its name no build takes it for a test. */
class PaceRun extends SenderTest {
  /**
   * The figures of docs/benchmarks.md: {@code -Dtest=PaceRun#* -Dpace.run=100000 -Dpace.rate=200 -Dpace.seconds=200}. Two nodes, a provider that takes a tenth
   * of a second, an answer asked for twice a second in the middle of the run.
   */
  @Test
  void aLongRunKeepsThePaceAndLetsAnswersPass() {
    int run = Integer.getInteger("pace.run", 100_000);
    int rate = Integer.getInteger("pace.rate", 500);
    bulk(run);
    start(new Pace(rate, Double.POSITIVE_INFINITY), 2, message -> {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      return new Delivery.Accepted("p" + message.id());
    });
    var asked = new HashMap<String, Long>();
    long end = System.nanoTime() + Duration.ofSeconds(Integer.getInteger("pace.seconds", 3600)).toNanos();
    while (sent.size() < run * 0.95 && System.nanoTime() < end) {
      var person = "a" + asked.size();
      asked.put(person, System.nanoTime());
      post(person, 0);
      senders.getFirst().bell().ring();
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    until(() -> sent.stream().filter(s -> asked.containsKey(s.person())).count() == asked.size());
    senders.forEach(Sender::stop);
    var times = sent.stream().mapToLong(Sent::at).sorted().toArray();
    var waits = sent.stream().filter(s -> asked.containsKey(s.person()))
        .mapToLong(s -> (s.at() - asked.getOrDefault(s.person(), s.at())) / 1_000_000).sorted().toArray();
    double seconds = (times[times.length - 1] - times[0]) / 1e9;
    System.out.printf(
        "pace: %d of " + run
            + " messages at %d/s on two nodes in %.1f s: %.1f %% of the rate, at most %d in any second; "
            + "%d answers waited %d ms (median), %d ms (99 %%), %d ms (longest)%n",
        times.length, rate, seconds,
        100 * (times.length - 1) / seconds / rate, mostInASecond(times), waits.length, waits[waits.length / 2],
        waits[waits.length * 99 / 100], waits[waits.length - 1]);
    assertThat(mostInASecond(times)).isLessThanOrEqualTo(rate);
    assertThat((times.length - 1) / seconds / rate).isGreaterThan(0.95);
    assertThat(waits[waits.length - 1]).isLessThan(1000);
  }
}
