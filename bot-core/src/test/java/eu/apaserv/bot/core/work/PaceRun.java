package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A long run of bulk messages, measured by hand where the provider gets them: by its name no build takes it for a test.
 * {@code -Dpace.run=100000 -Dpace.rate=200 -Dpace.seconds=200 -Dpace.nodes=2} are the figures of docs/benchmarks.md.
 */
class PaceRun extends SenderScene {
  /** How long the provider takes for an answer. */
  private static final long SLOWNESS = 100;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Sent> arrived = new ConcurrentLinkedQueue<>();
  private HttpServer provider;
  private WebClient client;

  @BeforeEach
  void open() {
    provider = Database.await(vertx.createHttpServer().requestHandler(request -> {
      arrived.add(new Sent(Objects.requireNonNull(request.getParam("to")), System.nanoTime()));
      vertx.setTimer(SLOWNESS, _ -> request.response().end());
    }).listen(0, "127.0.0.1"));
    client = WebClient.create(vertx, new WebClientOptions(),
        new PoolOptions().setHttp1MaxSize(256));
  }

  @AfterEach
  void close() {
    senders.forEach(Sender::stop);
    Database.await(vertx.close());
  }

  private Delivery post(Outbound message) {
    Database.await(client.get(provider.actualPort(), "127.0.0.1", "/").addQueryParam("to", message.to().id()).send());
    return new Delivery.Accepted("p" + message.id());
  }

  /** An answer is asked for twice a second in the middle of the run. */
  @Test
  void aLongRunKeepsThePaceAndLetsAnswersPass() {
    int run = Integer.getInteger("pace.run", 100_000);
    int rate = Integer.getInteger("pace.rate", 200);
    int nodes = Integer.getInteger("pace.nodes", 2);
    bulk(run);
    start(new Pace(rate, Double.POSITIVE_INFINITY), nodes, this::post);
    var asked = new HashMap<String, Long>();
    long end = System.nanoTime() + Duration.ofSeconds(Integer.getInteger("pace.seconds", 3600)).toNanos();
    while (arrived.size() < run * 0.95 && System.nanoTime() < end) {
      var person = "a" + asked.size();
      asked.put(person, System.nanoTime());
      post(person, 0);
      senders.getFirst().bell().ring();
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    until(() -> arrived.stream().filter(s -> asked.containsKey(s.person())).count() == asked.size());
    senders.forEach(Sender::stop);
    tell(rate, nodes, waits(asked));
  }

  private long[] waits(Map<String, Long> asked) {
    return arrived.stream().filter(s -> asked.containsKey(s.person()))
        .mapToLong(s -> (s.at() - asked.getOrDefault(s.person(), s.at())) / 1_000_000).sorted().toArray();
  }

  private void tell(int rate, int nodes, long[] waits) {
    var times = arrived.stream().mapToLong(Sent::at).sorted().toArray();
    double seconds = (times[times.length - 1] - times[0]) / 1e9;
    double share = (times.length - 1) / seconds / rate;
    System.out.printf("pace: %d messages at %d/s on %d nodes in %.1f s: %.1f %% of the rate, at most %d in any second; "
        + "%d answers waited %d ms (median), %d ms (99 %%), %d ms (longest)%n", times.length, rate, nodes, seconds,
        100 * share, most(times), waits.length, waits[waits.length / 2], waits[waits.length * 99 / 100],
        waits[waits.length - 1]);
    System.out.println("pace: most in a second, by ten seconds: " + Arrays.toString(IntStream.iterate(0, i -> i + 10)
        .limit((long) (seconds / 10) + 1)
        .map(i -> most(LongStream.of(times).filter(t -> (t - times[0]) / 1_000_000_000 / 10 == i / 10).toArray()))
        .toArray()));
    assertThat(most(times)).isLessThanOrEqualTo(rate);
    assertThat(share).isGreaterThan(0.95);
    assertThat(waits[waits.length - 1]).isLessThan(1000);
  }

  private static int most(long[] times) {
    return CallTimes.mostInASecond(LongStream.of(times).boxed().toList());
  }
}
