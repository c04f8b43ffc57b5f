package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Writes that share a commit. */
class BatchesTest {
  @Test
  void aBadNeighbourInABatchCostsNobodyElse() {
    var done = ConcurrentHashMap.<String>newKeySet();
    var batches = new Batches<String>(10, items -> items.contains("bad")
        ? Future.failedFuture("bad")
        : Future.succeededFuture(done.addAll(items)));
    var results = new ArrayList<Future<Void>>();
    for (var item : List.of("a", "bad", "b", "c")) {
      results.add(batches.add(Collections.singletonList(item)));
    }
    assertThat(results.stream().filter(Future::failed)).hasSize(1);
    assertThat(done).containsExactlyInAnyOrder("a", "b", "c");
  }
}
