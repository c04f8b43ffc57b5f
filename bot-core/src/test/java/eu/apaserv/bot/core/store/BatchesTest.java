package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

  @Test
  void inAnOutageAllFailAtOnceAndNobodyIsTriedAgain() {
    var tried = new ArrayList<List<String>>();
    var open = Promise.<Void>promise();
    var batches = new Batches<String>(10, items -> {
      tried.add(items);
      return tried.size() == 1
          ? open.future()
          : Future.failedFuture(new PgException("no space left", "ERROR", "53100", ""));
    });
    var results = new ArrayList<Future<Void>>();
    for (var item : List.of("a", "b", "c", "d")) {
      results.add(batches.add(List.of(item)));
    }
    open.complete();
    assertThat(results.stream().filter(Future::failed)).hasSize(3);
    assertThat(tried).containsExactly(List.of("a"), List.of("b", "c", "d"));
  }

  /** A machine that is busy may rest too long between the two writes, so there are some tries; without company each would fail. */
  @Test
  void whatComesJustAfterASharedWriteWaitsForCompany() {
    assertThat(IntStream.range(0, 20).anyMatch(_ -> waitsForCompany())).isTrue();
  }

  private static boolean waitsForCompany() {
    var written = Collections.synchronizedList(new ArrayList<List<String>>());
    var open = Promise.<Void>promise();
    var batches = new Batches<String>(10, Duration.ZERO, Duration.ofMillis(20), items -> {
      written.add(items);
      return written.size() == 1 ? open.future() : Future.succeededFuture();
    });
    var first = List.of(batches.add(List.of("a")), batches.add(List.of("b")), batches.add(List.of("c")));
    open.complete();
    first.forEach(Database::await);
    Database.await(Future.all(batches.add(List.of("d")), batches.add(List.of("e"))));
    assertThat(written).startsWith(List.of("a"), List.of("b", "c"));
    return written.getLast().equals(List.of("d", "e"));
  }

  /** As above: some tries, for a busy machine may rest too long. */
  @Test
  void whatComesJustAfterAWriteThatTookLongWaitsForCompanyByItself() {
    assertThat(IntStream.range(0, 20).anyMatch(_ -> waitsAfterALongWrite())).isTrue();
  }

  private static boolean waitsAfterALongWrite() {
    var written = Collections.synchronizedList(new ArrayList<List<String>>());
    var open = Promise.<Void>promise();
    var batches = new Batches<String>(10, items -> {
      written.add(items);
      return written.size() == 1 ? open.future() : Future.succeededFuture();
    });
    var first = List.of(batches.add(List.of("a")), batches.add(List.of("b")), batches.add(List.of("c")));
    new CompletableFuture<>().completeOnTimeout("written", 40, TimeUnit.MILLISECONDS).join();
    open.complete();
    first.forEach(Database::await);
    Database.await(Future.all(batches.add(List.of("d")), batches.add(List.of("e"))));
    return written.getLast().equals(List.of("d", "e"));
  }

  @Test
  void aStatementThatTakesTooLongIsItsOwnFaultAndALostConnectionIsNobodys() {
    assertThat(Outage.is(new PgException("canceled", "ERROR", "57014", ""))).isFalse();
    assertThat(Outage.is(new PgException("twice", "ERROR", "23505", ""))).isFalse();
    assertThat(Outage.is(new PgException("going down", "FATAL", "57P01", ""))).isTrue();
    assertThat(Outage.is(new PgException("read-only", "ERROR", "25006", ""))).isTrue();
    assertThat(Outage.is(new PgException("failed transaction", "ERROR", "25P02", ""))).isFalse();
    assertThat(Outage.is(ClosedConnectionException.INSTANCE)).isTrue();
    assertThat(Outage.is(new ConnectException())).isTrue();
    assertThat(Outage.is(new IllegalStateException())).isFalse();
  }
}
