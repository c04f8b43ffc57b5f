package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import eu.apaserv.bot.conversations.outage.publishing.FrontPage;
import eu.apaserv.bot.conversations.outage.publishing.OutagePages;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.console.Console;
import eu.apaserv.bot.core.console.ConsoleRules;
import eu.apaserv.bot.core.console.Live;
import eu.apaserv.bot.core.http.DocumentPages;
import eu.apaserv.bot.core.http.Health;
import eu.apaserv.bot.core.http.Measures;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.DocumentLinks;
import eu.apaserv.bot.core.store.Secrets;
import eu.apaserv.bot.core.store.TranscriptKeys;
import eu.apaserv.bot.core.store.TranscriptSeal;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running product: this class reads as its table of contents. */
public final class Assistant implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Assistant.class);

  private final Vertx vertx;
  private final Database database;
  private final List<Channel> channels;
  private final Tracing tracing;
  private final Optional<Exchange.Link> billing;
  private final OutageRoom outages;
  private final Loops loops = new Loops();
  private final Health health;
  private final Console console;
  private final Measures measures;
  private final HttpServer server;
  private final Duration drain;

  /**
   * What an assistant is made of.
   *
   * @param databaseAddress {@code postgresql://user:password@host:port/database}, its tables up to date
   * @param front how it stands before the world
   * @param publicUrl how the internet sees it, without a path
   * @param channels makes those that are switched on
   * @param cards makes who takes card payments; gives null when nobody does
   * @param patience how long it waits for itself and others, and how long it keeps what it has
   * @param exchange what it exchanges with billing, and how
   * @param staff what the console is told of where it runs
   * @param transcripts how what people say is kept
   */
  public record Parts(String databaseAddress, Front front, String publicUrl,
      Function<Vertx, List<Channel>> channels, Function<Vertx, @Nullable PaymentProvider> cards, Business business,
      Clock clock, Patience patience, Exchange exchange, StaffSide staff, TranscriptSeal transcripts) {

    /** With messages kept as they are. */
    public Parts(String databaseAddress, Front front, String publicUrl,
        Function<Vertx, List<Channel>> channels, Function<Vertx, @Nullable PaymentProvider> cards, Business business,
        Clock clock, Patience patience, Exchange exchange, StaffSide staff) {
      this(databaseAddress, front, publicUrl, channels, cards, business, clock, patience, exchange, staff,
          TranscriptSeal.NONE);
    }

    /** With exports alone, loaded by hand. */
    public Parts(String databaseAddress, Front front, String publicUrl,
        Function<Vertx, List<Channel>> channels, Function<Vertx, @Nullable PaymentProvider> cards, Business business,
        Clock clock, Patience patience) {
      this(databaseAddress, front, publicUrl, channels, cards, business, clock, patience, Exchange.BY_HAND,
          StaffSide.LOCAL);
    }
  }

  /** Starts everything; what it has opened is closed again when something does not start. */
  public static Assistant start(Parts parts) {
    return start(parts, Tracing.off());
  }

  /** @param tracing who gathers traces; closed with the assistant */
  static Assistant start(Parts parts, Tracing tracing) {
    var vertx = vertx();
    try {
      return new Assistant(parts, vertx, tracing);
    } catch (RuntimeException e) {
      tracing.close();
      Closing.await(vertx.close());
      throw e;
    }
  }

  /** Whose handlers may trip over what comes without a stack trace in the log. */
  static Vertx vertx() {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops()));
    vertx.exceptionHandler(Logging::stumbled);
    return vertx;
  }

  /** Half as many as cores: each more wakes for less and hands on what another could have gone on with (benchmarks.md). */
  private static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private Assistant(Parts parts, Vertx vertx, Tracing tracing) {
    this.tracing = tracing;
    this.vertx = vertx;
    var node = UUID.randomUUID().toString();
    var business = parts.business();
    var clock = parts.clock();

    database = Database.connect(vertx, parts.databaseAddress(), parts.patience().connections(),
        parts.patience().statement()).sealedBy(parts.transcripts());
    new TranscriptKeys(database).begin();
    channels = parts.channels().apply(vertx);
    billing = parts.exchange().link(vertx, database, business, clock);
    var utility = Utility.over(database, business, clock, parts.publicUrl(), billing, parts.cards().apply(vertx),
        TextCosts.by(channels));
    var links = new DocumentLinks(database, parts.publicUrl() + "/invoices/", business.money().documentLinkLives());
    var capabilities = channels.stream().collect(Collectors.toMap(Channel::name, Channel::capabilities));

    var talk = new Talk(vertx, node, parts, utility, links, capabilities);
    var traces = tracing.traces(() -> Secrets.key(database, "traces"));
    var walk = new Walk(database, node, parts, channels, talk.router(), utility.documents(), traces);
    var till = new Till(utility, parts.publicUrl(), capabilities, walk.bell());
    var alerts = new Alerts(new Alerts.Parts(database, utility.texts(), business, clock, channels, walk.outbox(),
        walk.alarms(), walk.bell()));
    var upkeep = new Upkeep(parts, utility, billing, walk);

    outages = alerts.outages();
    health = new Health(database, quiet(walk, till, alerts), walk.sender()::states);
    measures = new Measures(database, walk.alarms(), walk.states(), channels(), rules(parts).answerWithin(),
        clock);
    var systems = new Systems(vertx, utility, outages.desk(), parts, openings(), wordsOnly(), walk.bell()::ring);
    console = console(parts, utility, talk, walk, systems);
    // Who calls takes the connections, and a start that then waits for one would fail: what it asks once comes first.
    systems.prepare();
    console.prepare();
    drain = parts.front().drain();
    server = parts.front().open(vertx, routes -> {
      health.mount(routes);
      measures.mount(routes);
      walk.mount(routes);
      till.mount(routes);
      new DocumentPages(links, utility.documents()).mount(routes, "/invoices/:token");
      systems.mount(routes);
      mount(parts, routes);
      console.mount(routes);
    });

    systems.into(upkeep.into(alerts.into(till.into(walk.into(talk.into(loops)))))).start();
    console.start();
    walk.open();
  }

  /** What must not be silent for long. */
  private static Map<String, Supplier<Duration>> quiet(Walk walk, Till till, Alerts alerts) {
    var quiet = new HashMap<String, Supplier<Duration>>(walk.quiet());
    quiet.put("payments", till::quiet);
    quiet.put("alerts", alerts::quiet);
    return quiet;
  }

  private Console console(Parts parts, Utility utility, Talk talk, Walk walk, Systems systems) {
    var staff = parts.staff();
    var billed = channels.stream().filter(channel -> channel.capabilities().brief()).map(Channel::name)
        .collect(Collectors.toSet());
    var pages = StaffPages.of(utility, outages.desk(), talk.learning(), systems, parts, billed, walk.bell()::ring);
    return new Console(new Console.Parts(database, parts.clock(), parts.business().zone(),
        URI.create(parts.publicUrl()), new Live(vertx, database, parts.databaseAddress()), walk.conversations(),
        walk.bell()::ring, pages.sections(), pages.asides(), vertx, staff.oidc(), staff.settings(), rules(parts),
        parts.front().callers(), openings(), wordsOnly()));
  }

  /** Who waits for a person does so in the hours of the main office. */
  private static ConsoleRules rules(Parts parts) {
    var zone = parts.business().zone();
    var office = parts.business().desk().main();
    return parts.staff().rules().during(
        (since, worked) -> office.after(LocalDateTime.ofInstant(since, zone), worked).atZone(zone).toInstant());
  }

  /** What the public sees. */
  private void mount(Parts parts, Router routes) {
    var business = parts.business();
    new FrontPage(Utility.publicTexts(), business, parts.front().ways()).mount(routes);
    new OutagePages(outages.book(), outages.words(), Utility.publicTexts(), business, parts.publicUrl(), parts.clock())
        .mount(routes);
  }

  private Map<String, Opening> openings() {
    return channels.stream().filter(channel -> channel.opening() != null)
        .collect(Collectors.toMap(Channel::name, channel -> Objects.requireNonNull(channel.opening())));
  }

  /** The channels that carry no files. */
  private Set<String> wordsOnly() {
    return channels.stream().filter(channel -> !channel.capabilities().documents()).map(Channel::name)
        .collect(Collectors.toSet());
  }

  /** The names of the channels that are on. */
  public List<String> channels() {
    return channels.stream().map(Channel::name).toList();
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** What dispatchers do, and what is public. */
  public OutageRoom outages() {
    return outages;
  }

  public Database database() {
    return database;
  }

  Console console() {
    return console;
  }

  /**
   * Not ready from now on, for as long as proxies need to see it; then takes in no more; finishes what is under way; then
   * closes. Senders keep their channels until the last answer is out, and a step that fails does not keep the others from
   * being done.
   */
  @Override
  public void close() {
    health.drain();
    attempt(this::untilProxiesKnow);
    channels.forEach(channel -> attempt(() -> Database.await(channel.quiet())));
    attempt(console::stop);
    attempt(() -> Front.close(server));
    loops.stop(Assistant::attempt);
    attempt(tracing::close);
    attempt(() -> billing.ifPresent(link -> link.api().close()));
    channels.forEach(channel -> attempt(() -> Database.await(channel.close())));
    attempt(measures::close);
    attempt(database::close);
    attempt(() -> Closing.await(vertx.close()));
  }

  private void untilProxiesKnow() {
    try {
      Thread.sleep(drain); // nothing tells when a proxy has looked
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("While stopping: {}", e.getMessage());
    }
  }
}
