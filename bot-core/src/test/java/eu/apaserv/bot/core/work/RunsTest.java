package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs under pauses, changed facts, opt-outs and many nodes. */
class RunsTest extends RunScene {
  @Test
  void theSameKeyIsTheSameRunAndOnlyWhoIsNewIsAdded() {
    var first = book.begin(draft("news"), people(3, 1));
    var again = book.begin(draft("news"), people(5, 1));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(book.progress(first.id()).in("waiting")).isEqualTo(5);
  }

  @Test
  void anAudienceIsSeenWithoutBeingWritten() {
    assertThat(book.reach(people(4, 2))).singleElement().satisfies(reach -> {
      assertThat(reach.channel()).isEqualTo("sms");
      assertThat(reach.people()).isEqualTo(4);
      assertThat(reach.subjects()).isEqualTo(8);
    });
    assertThat(book.latest(10)).isEmpty();
  }

  @Test
  void severalSubjectsOfAPersonBecomeOneMessage() {
    var run = book.begin(draft("news"), people(3, 4));
    drain(runs(1000, RunScene::tell));
    assertThat(bodies()).containsExactly("s1 s2 s3 s4", "s1 s2 s3 s4", "s1 s2 s3 s4");
    assertThat(book.progress(run.id()).in("queued")).isEqualTo(12);
  }

  @Test
  void noMoreWaitsInTheOutboxThanGoesOutInThreeSeconds() {
    book.begin(draft("news"), people(100, 1));
    var runs = runs(5, RunScene::tell);
    drain(runs);
    assertThat(bodies()).hasSize(15);
    outbox.claim(7, "sms", Pace.UNLIMITED, Duration.ofSeconds(60));
    drain(runs);
    assertThat(bodies()).hasSize(22);
  }

  @Test
  void aPausedRunSaysNothingAndGoesOnWhereItWas() {
    var run = book.begin(draft("news"), people(30, 1));
    var runs = runs(5, RunScene::tell);
    drain(runs);
    assertThat(book.pause(run.id())).isTrue();
    outbox.claim(15, "sms", Pace.UNLIMITED, Duration.ofSeconds(60));
    drain(runs);
    assertThat(bodies()).hasSize(15);
    assertThat(book.resume(run.id())).isTrue();
    drain(runs);
    assertThat(database.list(row -> row.getString(0), "select address from outbox")).hasSize(30)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRunCalledOffTakesBackWhatNoSenderHolds() {
    var run = book.begin(draft("news"), people(30, 1));
    drain(runs(5, RunScene::tell));
    outbox.claim(4, "sms", Pace.UNLIMITED, Duration.ofSeconds(60));
    assertThat(book.cancel(run.id())).isTrue();
    assertThat(book.progress(run.id()).in("queued")).isEqualTo(4);
    assertThat(book.progress(run.id()).in("skipped")).isEqualTo(26);
    assertThat(outbox.claim(30, "sms", Pace.UNLIMITED, Duration.ofSeconds(60))).isEmpty();
    assertThat(book.begin(draft("news"), people(40, 1)).state()).isEqualTo(RunState.CANCELLED);
  }

  private void awaitSomebodyWhoWaitsForALock() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (database.list(row -> row.getInteger(0), """
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""").isEmpty()) {
      assertThat(System.nanoTime()).as("nobody waits for a lock").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void aRunCalledOffWhileABatchIsDecidedTakesThatBatchBackToo() throws Exception {
    var run = book.begin(draft("news"), people(3, 2));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cancelled = new ArrayList<Future<Boolean>>();
      drain(runs(1000, (held, recipients) -> {
        cancelled.add(threads.submit(() -> book.cancel(held.id())));
        awaitSomebodyWhoWaitsForALock();
        return tell(held, recipients);
      }));
      assertThat(cancelled).hasSize(1);
      assertThat(cancelled.getFirst().get()).isTrue();
    }
    assertThat(figures(run)).isEqualTo(Map.of("skipped cancelled", 6L));
    assertThat(outbox.claim(30, "sms", Pace.UNLIMITED, Duration.ofSeconds(60))).isEmpty();
  }

  @Test
  void theKindIsAskedWhenItIsSaidAndMaySkipOrWait() {
    var run = book.begin(draft("news"), people(3, 1));
    var later = clock.instant().plusSeconds(3600);
    drain(runs(1000, (_, recipients) -> List.of(new Verdict.Skip(recipients.subList(0, 1), "paid"),
        new Verdict.Later(recipients.subList(1, 2), later), say(recipients.subList(2, 3), "sms"))));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 1L, "skipped paid", 1L, "waiting", 1L));
    clock.now = later;
    drain(runs(1000, RunScene::tell));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 2L, "skipped paid", 1L));
  }

  @Test
  void whoStoppedHearsNothingWhereverTheStopWasSaid() {
    var run = book.begin(draft("news"), people(3, 1));
    drain(runs(1000, RunScene::tell));
    var other = book.begin(draft("more"), people(3, 1));
    database.run("update contact set opted_out_at = now() where address = 'p1-sms'");
    database.run("insert into contact (id, channel, address, opted_out_at) values ($1, 'chat', 'x', now())", person(2));
    drain(runs(1000, RunScene::tell));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 3L));
    assertThat(figures(other)).isEqualTo(Map.of("queued", 1L, "skipped opted_out", 2L));
  }

  @Test
  void aDefectOfAKindPausesItsRunAndNoOther() {
    var bad = book.begin(draft("bad"), people(2, 1));
    var good = book.begin(draft("good"), people(2, 1));
    drain(runs(1000, (run, recipients) -> run.key().equals("bad") ? List.of() : tell(run, recipients)));
    assertThat(book.find(bad.id()).orElseThrow().state()).isEqualTo(RunState.PAUSED);
    assertThat(figures(bad)).isEqualTo(Map.of("waiting", 2L));
    assertThat(figures(good)).isEqualTo(Map.of("queued", 2L));
  }

  @Test
  void manyNodesTellEverybodyOnce() throws Exception {
    var run = book.begin(draft("news"), people(2000, 2));
    var workers = new ArrayList<Callable<@Nullable Void>>();
    for (int i = 0; i < 4; i++) {
      workers.add(() -> {
        drain(runs(100_000, RunScene::tell));
        return null;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(workers)) {
        done.get();
      }
    }
    drain(runs(100_000, RunScene::tell));
    assertThat(figures(run)).isEqualTo(Map.of("queued", 4000L));
    assertThat(database.list(row -> row.getString(0), "select address from outbox")).hasSize(2000)
        .doesNotHaveDuplicates();
    assertThat(database.list(row -> row.getLong(0), "select count(*) from run_recipient where state = 'queued'"))
        .containsExactly(4000L);
  }
}
