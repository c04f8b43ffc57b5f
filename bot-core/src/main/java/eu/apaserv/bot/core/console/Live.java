package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.LiveMarks;
import eu.apaserv.bot.core.store.Notices;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Loop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages that something has changed; they ask for it themselves. One listener a node hears PostgreSQL's NOTIFY;
 * what has changed, one query a round finds for all pages together, so the cost follows the pages that are open and never
 * the messages that go by. With nobody looking nothing is asked. What a round sees for the first time is a change too: a
 * message may have come between the page and that round.
 */
public final class Live {
  /** Receipts and answers are seen by looking; what people write and staff do also rings. */
  private static final Duration POLL = Duration.ofMillis(400);
  private static final Duration ROUND_AT_MOST_EVERY = Duration.ofMillis(200);
  private static final int MOST_PAGES = 1000;
  private static final long BEAT = 15_000;

  private final Vertx vertx;
  private final LiveMarks marks;
  private final Notices notices;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final Bell bell = new Bell();
  private final Loop loop = new Loop("live", bell, POLL, this::round);
  private @Nullable String inbox;
  private Map<UUID, String> talks = Map.of();

  /** One open page. */
  private record Watcher(HttpServerResponse response, Context context, @Nullable UUID talk) {}

  /**
   * @param address of the database, for the one connection that listens
   */
  public Live(Vertx vertx, Database database, String address) {
    this.vertx = vertx;
    this.marks = new LiveMarks(database);
    this.notices = new Notices(vertx, address, Map.of("bot_inbox", bell::ring, "bot_console", bell::ring));
  }

  public void start() {
    notices.start();
    loop.start();
  }

  public void stop() {
    loop.stop();
    watchers.forEach(one -> one.context().runOnContext(_ -> one.response().end()));
    notices.stop();
  }

  /** Something was done on this node. */
  void ring() {
    bell.ring();
  }

  /** How many pages are open here. */
  public int pages() {
    return watchers.size();
  }

  /** Keeps an answer open and writes to it whenever something changes. */
  Answer watch(@Nullable UUID talk) {
    return Answer.streaming(context -> open(context, talk));
  }

  private void open(RoutingContext context, @Nullable UUID talk) {
    var response = context.response();
    if (watchers.size() >= MOST_PAGES) {
      response.setStatusCode(503).end();
      return;
    }
    var watcher = new Watcher(response, vertx.getOrCreateContext(), talk);
    response.setChunked(true).putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n");
    long beat = vertx.setPeriodic(BEAT, _ -> tell(watcher, "beat"));
    response.closeHandler(_ -> forget(watcher, beat)).exceptionHandler(_ -> forget(watcher, beat));
    watchers.add(watcher);
    tell(watcher, talk == null ? "inbox" : "talk"); // what was said between the page and this
  }

  private void forget(Watcher watcher, long beat) {
    watchers.remove(watcher);
    vertx.cancelTimer(beat);
  }

  /** A page that does not read what it is told is told again when it does: what is said carries nothing. */
  private static void tell(Watcher watcher, String event) {
    watcher.context().runOnContext(_ -> {
      var response = watcher.response();
      if (!response.closed() && !response.ended() && !response.writeQueueFull()) {
        response.write("event: " + event + "\ndata: \n\n");
      }
    });
  }

  private boolean round() throws InterruptedException {
    if (watchers.isEmpty()) {
      inbox = null;
      talks = Map.of();
      return false;
    }
    var now = marks.inbox();
    if (!now.equals(inbox)) {
      watchers.forEach(one -> tell(one, "inbox"));
    }
    inbox = now;
    look();
    Thread.sleep(ROUND_AT_MOST_EVERY); // many messages are one round
    return false;
  }

  private void look() {
    var open = new HashSet<UUID>();
    for (var watcher : watchers) {
      var talk = watcher.talk();
      if (talk != null) {
        open.add(talk);
      }
    }
    if (open.isEmpty()) {
      talks = Map.of();
      return;
    }
    var found = marks.talks(open);
    for (var watcher : watchers) {
      var talk = watcher.talk();
      var mark = talk == null ? null : found.get(talk);
      if (talk != null && mark != null && !mark.equals(talks.get(talk))) {
        tell(watcher, "talk");
      }
    }
    talks = found;
  }
}
