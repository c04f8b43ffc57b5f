package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future.State;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reads that share a statement. */
class GatheredTest {
  private final List<List<String>> reads = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whoAsksWhileAReadIsUnderWaySharesTheNextOneAndNotThatOne() throws InterruptedException, ExecutionException {
    var underWay = new CountDownLatch(1);
    var first = Promise.<Map<String, Integer>>promise();
    var gathered = new Gathered<String, Integer>(keys -> {
      reads.add(keys);
      underWay.countDown();
      return reads.size() == 1 ? first.future() : lengths(keys);
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var early = threads.submit(() -> gathered.get("one"));
      underWay.await();
      var later = List.of("three", "seven", "three", "x").stream()
          .map(key -> threads.submit(() -> gathered.get(key))).toList();
      assertThat(later).allMatch(one -> one.state() == State.RUNNING);
      first.complete(Map.of("one", 3));
      assertThat(early.get()).contains(3);
      for (var one : later.subList(0, 3)) {
        assertThat(one.get()).contains(5);
      }
      assertThat(later.getLast().get()).isEmpty();
    }
    assertThat(reads.getFirst()).containsExactly("one");
    assertThat(reads.stream().skip(1).flatMap(List::stream)).contains("three", "seven", "x");
  }

  @Test
  void aKeyThatCannotBeReadFailsAloneAndAsItself() {
    var gathered = new Gathered<String, Integer>(
        keys -> keys.contains("bad") ? Future.failedFuture("no such thing") : lengths(keys));
    assertThat(gathered.get("seven")).contains(5);
    assertThatThrownBy(() -> gathered.get("bad")).isInstanceOf(StoreException.class)
        .hasMessageContaining("no such thing");
    assertThat(gathered.get("three")).contains(5);
  }

  private static Future<Map<String, Integer>> lengths(List<String> keys) {
    return Future.succeededFuture(
        keys.stream().filter(key -> key.length() > 1).collect(Collectors.toMap(key -> key, String::length)));
  }
}
