package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Somebody is added to a run in the moment in which it is found to be over. */
class RunBesideItsEndTest extends RunScene {

  @Test
  void whoIsAddedWhileARunEndsIsTold() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, RunScene::tell);
    drain(runs);
    settle("failed", "30003: gone");
    clock.now = clock.now.plus(Duration.ofSeconds(3));
    database.run("update run_count set state = 'failed' where state = 'queued'");
    database.run("update run_recipient set state = 'failed', look_at = null");
    Future<?> ending = database.together(open -> {
      book.begin(open, draft("news"), people(2, 1));
      var end = CompletableFuture.runAsync(runs::follow);
      Beside.doneOrWaiting(database, end::isDone);
      return Future.fromCompletionStage(end);
    });
    Database.await(ending);
    drain(runs);
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(figures(run)).isEqualTo(Map.of("failed", 1L, "queued", 1L));
  }
}
