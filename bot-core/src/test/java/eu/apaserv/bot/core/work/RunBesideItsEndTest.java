package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunFates;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a run in the moment in which it ends, or is called off. */
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

  private Map<String, Long> calledOffBesideALook(String state, boolean lookFirst) {
    var run = book.begin(draft("news"), people(1, 1));
    drain(runs(1000, (_, about) -> List.of(say(about, "sms", "mail"))));
    settle("sent", null);
    if (state.equals("sent")) {
      look(database, Duration.ofSeconds(3));
    }
    database.run("update outbox set state = 'failed', mark = 2, error = '30003: gone', settled_at = now()");
    Future<?> other = database.asOne(open -> {
      if (lookFirst) {
        look(open, Duration.ofSeconds(30));
      } else {
        new RunBook(open, clock).cancel(run.id());
      }
      var begun = CompletableFuture.runAsync(() -> {
        if (lookFirst) {
          book.cancel(run.id());
        } else {
          look(database, Duration.ofSeconds(30));
        }
      });
      Beside.doneOrWaiting(database, begun::isDone);
      return Future.fromCompletionStage(begun);
    });
    Database.await(other);
    look(database, Duration.ofMinutes(1));
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
    return figures(run);
  }

  private void look(Database open, Duration after) {
    clock.now = clock.now.plus(after);
    new RunFates(open, PATIENCE).look(clock.now, 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "sent"})
  void whoWouldGoByAnotherChannelWhileTheRunIsCalledOffDoesNotWaitInIt(String state) {
    assertThat(calledOffBesideALook(state, true)).isEqualTo(Map.of("skipped cancelled", 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "sent"})
  void whatFailedWhileTheRunIsCalledOffHasFailed(String state) {
    assertThat(calledOffBesideALook(state, false)).isEqualTo(Map.of("failed 30003", 1L));
  }

  @Test
  void whatASenderHeldWhenTheRunWasCalledOffAndGaveBackIsNotSaid() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, RunScene::tell);
    drain(runs);
    var held = outbox.claim(1, "sms", Pace.UNLIMITED, Duration.ofSeconds(60)).getFirst();
    assertThat(book.cancel(run.id())).isTrue();
    Database.await(outbox.settle(new Settled(held.message().id(), held.attempts(), "due", null, "429: later",
        Duration.ZERO, false)));
    follow(runs, Duration.ofMinutes(2));
    assertThat(figures(run)).isEqualTo(Map.of("skipped cancelled", 1L));
    assertThat(outbox.claim(1, "sms", Pace.UNLIMITED, Duration.ofSeconds(60))).isEmpty();
  }
}
