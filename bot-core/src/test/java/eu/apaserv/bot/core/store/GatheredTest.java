package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reads that share a statement. */
class GatheredTest {
  private final List<List<String>> reads = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whoAsksWhileAReadIsUnderWaySharesTheNextOneAndNotThatOne() throws InterruptedException {
    var underWay = new CountDownLatch(1);
    var first = Promise.<Map<String, Integer>>promise();
    var gathered = new Gathered<String, Integer>(keys -> {
      reads.add(keys);
      underWay.countDown();
      return reads.size() == 1 ? first.future() : lengths(keys);
    });
    var answers = new ConcurrentHashMap<String, Optional<Integer>>();
    var early = Thread.startVirtualThread(() -> answers.put("early", gathered.get("one")));
    underWay.await();
    var later = new ArrayList<Thread>();
    for (var key : List.of("three", "seven", "three", "x")) {
      var name = key + later.size();
      later.add(Thread.startVirtualThread(() -> answers.put(name, gathered.get(key))));
    }
    while (!later.stream().allMatch(one -> one.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    first.complete(Map.of("one", 3));
    early.join();
    for (var one : later) {
      one.join();
    }
    assertThat(answers).containsOnly(Map.entry("early", Optional.of(3)), Map.entry("three0", Optional.of(5)),
        Map.entry("seven1", Optional.of(5)), Map.entry("three2", Optional.of(5)), Map.entry("x3", Optional.empty()));
    assertThat(reads).hasSize(2);
    assertThat(reads.getFirst()).containsExactly("one");
    assertThat(reads.getLast()).containsExactlyInAnyOrder("three", "seven", "x");
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
