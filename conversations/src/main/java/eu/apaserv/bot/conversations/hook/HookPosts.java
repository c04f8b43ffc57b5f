package eu.apaserv.bot.conversations.hook;

import eu.apaserv.bot.conversations.hook.HookPost.Outcome;
import eu.apaserv.bot.conversations.hook.HookQueue.Held;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.work.Chore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due: each webhook by a few calls at once and for itself, so that one which does not answer keeps nobody else
 * waiting. What is not taken is tried again, ever later, for a day.
 */
public final class HookPosts {
  private static final Logger LOG = LoggerFactory.getLogger(HookPosts.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration EVERY_SWEEP = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  /** Calls of one webhook under way on a node. */
  private static final int AT_ONCE = 4;
  /** For the end of all that {@link #stop} cut off. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final HookQueue queue;
  private final HookPost post;
  private final Chore rounds;
  private final Chore sweeps;
  private final Map<Long, Semaphore> places = new ConcurrentHashMap<>();
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  public HookPosts(Database database, Vertx vertx, Destinations destinations, Seal seal, Clock clock) {
    this(new HookQueue(database), new HookPost(vertx, destinations, seal, clock, PATIENCE));
  }

  HookPosts(HookQueue queue, HookPost post) {
    this.queue = queue;
    this.post = post;
    this.rounds = new Chore("webhooks", EVERY, this::round);
    this.sweeps = new Chore("old-webhooks", EVERY_SWEEP, queue::sweep);
  }

  public void start() {
    rounds.start();
    sweeps.start();
  }

  /** What is under way is cut off and told again, by whoever comes next; nothing stays held by this one. */
  public void stop() {
    stopped = true;
    rounds.stop();
    sweeps.stop();
    post.close();
    long latest = System.nanoTime() + LAST_WAIT.toNanos();
    places.forEach((webhook, free) -> {
      if (!ended(free, latest)) {
        LOG.warn("Webhook {} was still being told when this ended; what was held is told again in {} s", webhook,
            HookQueue.HELD.toSeconds());
      }
    });
  }

  private static boolean ended(Semaphore free, long latest) {
    try {
      return free.tryAcquire(AT_ONCE, latest - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean round() {
    for (var webhook : queue.due()) {
      var free = places.computeIfAbsent(webhook, _ -> new Semaphore(AT_ONCE));
      while (free.tryAcquire()) {
        threads.execute(() -> tell(webhook, free));
      }
    }
    return false;
  }

  private void tell(long webhook, Semaphore free) {
    try {
      while (!stopped) {
        var one = queue.hold(webhook);
        if (one.isEmpty()) {
          return;
        }
        tell(one.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("Webhook {} could not be told, it is tried again: {}", webhook, e.getMessage());
    } finally {
      free.release();
    }
  }

  private void tell(Held one) {
    Outcome outcome;
    try {
      outcome = post.send(one);
    } catch (RuntimeException e) {
      // It was not sent: held, it and what follows it would wait as if this one had died.
      queue.letGo(one);
      throw e;
    }
    settle(one, outcome);
  }

  private void settle(Held one, Outcome outcome) {
    switch (outcome) {
      case Outcome.Taken(var status) -> queue.sent(one, status);
      case Outcome.Refused(var status) -> queue.missed(one, status, "", wait(one.attempts()));
      case Outcome.Unheard(var why) -> queue.missed(one, null, why, wait(one.attempts()));
    }
  }

  /** 5 s, 15 s, 45 s, … at most an hour. */
  static Duration wait(int attempts) {
    var wait = FIRST_WAIT;
    for (int n = 1; n < attempts && wait.compareTo(LONGEST_WAIT) < 0; n++) {
      wait = wait.multipliedBy(3);
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
