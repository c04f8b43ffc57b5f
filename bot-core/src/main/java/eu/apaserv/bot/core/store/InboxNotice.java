package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells every node that something came, for the pages of staff: at once, and then at most ten times a second. A notice holds a
 * lock of the whole database until its commit, so it is no part of what keeps messages: nodes would wait for one another's disks.
 * Thread-safe.
 */
final class InboxNotice {
  private static final Duration APART = Duration.ofMillis(100);

  private final Database database;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile long told = System.nanoTime() - APART.toNanos();

  InboxNotice(Database database) {
    this.database = database;
  }

  /** Waits for nothing. One that cannot be told is missed by nobody for long: pages look by themselves too. */
  void tell() {
    if (due.compareAndSet(false, true)) {
      long wait = told + APART.toNanos() - System.nanoTime();
      if (wait > 0) {
        CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run).execute(this::tellNow);
      } else {
        tellNow();
      }
    }
  }

  private void tellNow() {
    due.set(false);
    told = System.nanoTime();
    database.send("select pg_notify('bot_inbox', ''), set_config('synchronous_commit', 'off', true)",
        Tuple.tuple());
  }
}
