package eu.apaserv.bot.conversations.outage.publishing;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.outage.OutageBook;
import eu.apaserv.bot.conversations.outage.OutageStep;
import eu.apaserv.bot.conversations.outage.OutageWords;
import eu.apaserv.bot.conversations.outage.publishing.OutageFeeds.Entry;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.http.SmallPage;
import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /outages} and its feeds, for everybody: nothing about a person. Each is made at most every few seconds, however many
 * ask, and has an entity tag.
 */
public final class OutagePages {
  private static final Logger LOG = LoggerFactory.getLogger(OutagePages.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 8;
  /** Alerts of so many outages are in the index. */
  private static final int MOST_INDEXED = 100;
  private static final Pattern NAME = Pattern.compile("(\\d{1,15})-(\\d{1,6})\\.xml");

  private final OutageBook book;
  private final OutagePage page;
  private final OutageFeeds feeds;
  private final CapAlert cap;
  private final Clock clock;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Map<String, Made> made = new ConcurrentHashMap<>();
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /** @param address how the internet sees the program, without a path */
  public OutagePages(OutageBook book, OutageWords words, Texts texts, Business business, String address, Clock clock) {
    this.book = book;
    this.page = new OutagePage(texts, words, business);
    this.feeds = new OutageFeeds(texts, words, business, address);
    this.cap = new CapAlert(texts, words, business, address + "/outages");
    this.clock = clock;
  }

  /** An answer that was made. */
  private record Made(Instant at, String type, String body, String tag) {}

  /** Adds the addresses. */
  public void mount(Router router) {
    read(router, "/outages").handler(context -> {
      var language = language(context);
      answer(context, "html " + language.code(), "text/html; charset=utf-8",
          () -> Optional.of(page.write(book.current(), language, clock.instant())));
    });
    read(router, "/outages.json").handler(context -> answer(context, "json", "application/json",
        () -> Optional.of(feeds.json(book.current(), clock.instant()))));
    read(router, "/outages.rss").handler(context -> answer(context, "rss", "application/rss+xml; charset=utf-8",
        () -> Optional.of(feeds.rss(book.current(), clock.instant()))));
    read(router, "/outages/cap").handler(context -> answer(context, "cap", "application/atom+xml; charset=utf-8",
        () -> Optional.of(feeds.atom(entries(), clock.instant()))));
    read(router, "/outages/cap/:name").handler(context -> answer(context, "", "application/cap+xml; charset=utf-8",
        () -> alert(String.valueOf(context.pathParam("name")))));
  }

  /* Whoever watches an address asks for its head alone. */
  private static Route read(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** As asked for in the address, else as the browser likes best. */
  static Language language(RoutingContext context) {
    var asked = context.request().getParam("lang");
    var accepted = context.request().getHeader("Accept-Language");
    boolean english = "en".equals(asked) || (asked == null && accepted != null && accepted.startsWith("en"));
    return english ? Language.EN : Language.RO;
  }

  private List<Entry> entries() {
    return book.current().stream().limit(MOST_INDEXED).flatMap(outage -> published(outage.id()).stream()
        .map(step -> new Entry(outage.asOf(step), step)))
        .sorted(Comparator.comparing((Entry entry) -> entry.step().at()).reversed()).toList();
  }

  private List<OutageStep> published(long id) {
    return book.steps(id).stream().filter(step -> step.version() > 0 && step.isPublic()).toList();
  }

  private Optional<String> alert(String name) {
    var asked = NAME.matcher(name);
    if (!asked.matches()) {
      return Optional.empty();
    }
    long id = Long.parseLong(asked.group(1));
    int version = Integer.parseInt(asked.group(2));
    var steps = published(id);
    return book.find(id).flatMap(outage -> steps.stream().filter(step -> step.version() == version).findFirst()
        .map(step -> cap.write(outage.asOf(step), step, steps.stream().filter(s -> s.version() < version).toList())));
  }

  /** @param key under which the answer is kept for a moment; empty: not kept */
  private void answer(RoutingContext context, String key, String type, Supplier<Optional<String>> make) {
    var kept = made.get(key);
    if (kept != null && kept.at.plus(FRESH).isAfter(clock.instant())) {
      send(context, kept);
    } else if (!places.tryAcquire()) {
      context.response().setStatusCode(503).putHeader("Retry-After", "2").putHeader("Content-Type", SmallPage.TYPE)
          .end(SmallPage.BUSY);
    } else {
      var loop = context.vertx().getOrCreateContext();
      threads.execute(() -> {
        var fresh = make(key, type, make);
        loop.runOnContext(_ -> fresh.ifPresentOrElse(one -> send(context, one), () -> missing(context)));
      });
    }
  }

  private Optional<Made> make(String key, String type, Supplier<Optional<String>> make) {
    try {
      var fresh = make.get().map(body -> new Made(clock.instant(), type, body, tag(body)));
      fresh.filter(_ -> !key.isEmpty()).ifPresent(one -> made.put(key, one));
      return fresh;
    } catch (StoreException e) {
      LOG.warn("The public list of outages could not be read: {}", e.getMessage());
      return Optional.ofNullable(made.get(key));
    } finally {
      places.release();
    }
  }

  private static void missing(RoutingContext context) {
    context.response().setStatusCode(404).putHeader("Content-Type", "text/plain; charset=utf-8")
        .end("Nu există · There is no such alert");
  }

  private static void send(RoutingContext context, Made one) {
    var response = context.response().putHeader("ETag", one.tag).putHeader("Cache-Control", "public, max-age=15")
        .putHeader("Content-Security-Policy", OutagePage.POLICY).putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer").putHeader("Vary", "Accept-Language");
    if (one.tag.equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Type", one.type).end();
    } else {
      response.putHeader("Content-Type", one.type).end(one.body);
    }
  }

  private static String tag(String body) {
    return "\"" + HexFormat.of().formatHex(Digests.sha256(body), 0, 12) + "\"";
  }
}
