package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.LiveMarks;
import eu.apaserv.bot.core.store.Notices;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Loop;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages what has changed. One listener a node hears PostgreSQL's NOTIFY; what has changed, one query a round
 * finds for all pages together. What an inbox then shows is read once a round for all pages with the same filter, made once
 * for each colleague who looks at it, and pushed; a conversation is only named, and its page asks for it. So the cost
 * follows the pages that are open and never the messages that go by, and with nobody looking nothing is asked.
 */
public final class Live {
  /** Receipts and answers are seen by looking; what people write and staff do also rings. */
  private static final Duration POLL = Duration.ofMillis(400);
  private static final Duration ROUND_AT_MOST_EVERY = Duration.ofMillis(200);
  /** A list that changes more often than this cannot be read. */
  private static final long LISTS_AT_MOST_EVERY = Duration.ofMillis(400).toNanos();
  /** How long somebody who was signed out elsewhere may still be told. */
  private static final long SESSIONS_EVERY = Duration.ofSeconds(1).toNanos();
  private static final int MOST_PAGES = 1000;
  private static final long BEAT = 15_000;
  private static final Templates TEMPLATES = Templates.of(Console.class);

  private final Vertx vertx;
  private final int most;
  private final LiveMarks marks;
  private final StaffAccounts accounts;
  private final Notices notices;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final Bell bell = new Bell();
  private final Loop loop = new Loop("live", bell, POLL, this::round);
  private Map<UUID, String> talks = Map.of();
  private long lastLists = System.nanoTime() - LISTS_AT_MOST_EVERY;
  private long lastSessions = System.nanoTime();
  private long rounds;

  /**
   * What a page shows of the inbox.
   *
   * @param key pages with the same one show the same
   * @param html makes it; the same number is the same moment, for which what others have read already will do
   */
  record View(Object key, LongFunction<String> html) {}

  /** How many wait for a person. */
  record Waiting(Words words, int count) {}

  /**
   * What one page wants to hear.
   *
   * @param session of who looks
   * @param words their language
   * @param lists those of the inbox it shows, or null
   * @param talk the conversation it shows, or null
   */
  record Wish(String session, Words words, @Nullable View lists, @Nullable UUID talk) {}

  /**
   * @param address of the database, for the one connection that listens
   */
  public Live(Vertx vertx, Database database, String address) {
    this(vertx, database, address, MOST_PAGES);
  }

  /** @param most pages open here */
  Live(Vertx vertx, Database database, String address, int most) {
    this.vertx = vertx;
    this.most = most;
    this.marks = new LiveMarks(database);
    this.accounts = new StaffAccounts(database, Clock.systemUTC());
    this.notices = new Notices(vertx, address, Map.of("bot_inbox", bell::ring, "bot_console", bell::ring));
  }

  public void start() {
    notices.start();
    loop.start();
  }

  public void stop() {
    loop.stop();
    watchers.forEach(Watcher::end);
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
  Answer watch(Wish wish) {
    return Answer.streaming(context -> open(context, wish));
  }

  private void open(RoutingContext context, Wish wish) {
    var response = context.response();
    var watcher = new Watcher(response, vertx.getOrCreateContext(), wish);
    response.setChunked(true).putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n");
    long beat = vertx.setPeriodic(BEAT, _ -> watcher.tell("beat"));
    response.closeHandler(_ -> forget(watcher, beat)).exceptionHandler(_ -> forget(watcher, beat));
    watchers.add(watcher);
    if (watchers.size() > most) {
      crowd();
    }
    if (wish.talk() != null) {
      watcher.tell("talk"); // what was said between the page and this
    }
    bell.ring();
  }

  /** Whoever has the most pages open loses the first of them: a browser that opens hundreds keeps out no colleague. */
  private void crowd() {
    var bySession = watchers.stream().collect(Collectors.groupingBy(one -> one.wish().session()));
    bySession.values().stream().max(Comparator.comparingInt(List::size))
        .flatMap(pages -> pages.stream().min(Comparator.comparingLong(Watcher::since))).ifPresent(first -> {
          watchers.remove(first);
          first.end();
        });
  }

  private void forget(Watcher watcher, long beat) {
    watchers.remove(watcher);
    vertx.cancelTimer(beat);
  }

  private boolean round() throws InterruptedException {
    if (watchers.isEmpty()) {
      talks = Map.of();
      return false;
    }
    rounds++;
    if (System.nanoTime() - lastSessions > SESSIONS_EVERY) {
      leave();
    }
    look();
    if (System.nanoTime() - lastLists > LISTS_AT_MOST_EVERY) {
      lastLists = System.nanoTime();
      lists();
    }
    Thread.sleep(ROUND_AT_MOST_EVERY); // many messages are one round
    return false;
  }

  /** A page stays open for days; who looks at it may have been let go since. */
  private void leave() {
    var ended = accounts.ended(watchers.stream().map(one -> one.wish().session()).collect(Collectors.toSet()));
    watchers.stream().filter(one -> ended.contains(one.wish().session())).forEach(Watcher::end);
    lastSessions = System.nanoTime();
  }

  /** What a page has not been told yet, it is told now: another page may have opened a moment ago, or been slow. */
  private void lists() {
    long asked = System.currentTimeMillis();
    var now = marks.inbox();
    var made = new HashMap<Object, String>();
    for (var watcher : watchers) {
      if (watcher.waiting() != now.waiting()) {
        var words = watcher.wish().words();
        watcher.count(now.waiting(), made.computeIfAbsent(words.language(),
            _ -> TEMPLATES.text("waiting", new Waiting(words, now.waiting()))));
      }
      var lists = watcher.wish().lists();
      if (lists != null && !now.mark().equals(watcher.mark())) {
        watcher.show(now.mark(), asked, made.computeIfAbsent(lists.key(), _ -> lists.html().apply(rounds)));
      }
    }
  }

  private void look() {
    var open = watchers.stream().map(one -> one.wish().talk()).filter(Objects::nonNull)
        .collect(Collectors.<UUID>toSet());
    if (open.isEmpty()) {
      talks = Map.of();
      return;
    }
    var found = marks.talks(open);
    for (var watcher : watchers) {
      var talk = watcher.wish().talk();
      var mark = talk == null ? null : found.get(talk);
      if (talk != null && mark != null && !mark.equals(talks.get(talk))) {
        watcher.tell("talk");
      }
    }
    talks = found;
  }
}
