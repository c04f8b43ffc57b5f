package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.api.Apis;
import eu.apaserv.bot.conversations.billing.BillingErrands;
import eu.apaserv.bot.conversations.importing.ImportFolder;
import eu.apaserv.bot.conversations.outage.publishing.FrontPage;
import eu.apaserv.bot.conversations.payment.Attempts;
import eu.apaserv.bot.conversations.payment.Bookings;
import eu.apaserv.bot.conversations.payment.Cashier;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.PaymentPages;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.conversations.payment.PaymentWatch;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import eu.apaserv.bot.conversations.outage.publishing.OutagePages;
import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailLinks;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.conversations.understanding.Gazetteer;
import eu.apaserv.bot.conversations.understanding.PlaceUpdates;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.conversations.understanding.UtilityTeaching;
import eu.apaserv.bot.conversations.privacy.AgeLimits;
import eu.apaserv.bot.core.work.Attention;
import eu.apaserv.bot.core.work.Chore;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.console.Console;
import eu.apaserv.bot.core.console.Live;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.http.DocumentPages;
import eu.apaserv.bot.core.http.Health;
import eu.apaserv.bot.core.http.Measures;
import eu.apaserv.bot.core.http.Webhooks;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.DocumentLinks;
import eu.apaserv.bot.core.store.ExchangeLog;
import eu.apaserv.bot.core.store.FileIds;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.ModelVersions;
import eu.apaserv.bot.core.store.Months;
import eu.apaserv.bot.core.store.Notices;
import eu.apaserv.bot.core.store.TextVersions;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Pieces;
import eu.apaserv.bot.core.store.Retention;
import eu.apaserv.bot.core.store.Secrets;
import eu.apaserv.bot.core.work.Fetcher;
import eu.apaserv.bot.core.work.Flood;
import eu.apaserv.bot.core.work.Housekeeping;
import eu.apaserv.bot.core.work.Learning;
import eu.apaserv.bot.core.work.Router;
import eu.apaserv.bot.core.work.Sender;
import eu.apaserv.bot.core.work.TextUpdates;
import eu.apaserv.bot.core.work.Turns;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running product: this class reads as its table of contents. */
public final class Assistant implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Assistant.class);
  private static final Duration EVERY_ERASURE = Duration.ofSeconds(10);
  private static final Duration EVERY_OLD_FILE = Duration.ofHours(1);
  private static final Duration EVERY_OLD_MESSAGE = Duration.ofSeconds(10);
  private static final Duration EVERY_MONTHS_LOOK = Duration.ofMinutes(10);
  /** Who was told of a link that is not theirs ends it, also after STOP. */
  private static final Set<String> ALWAYS_HEARD = Set.of("undo_link");
  private static final Duration EVERY_EXCHANGE = Duration.ofSeconds(1);
  /** The other parts of a long SMS come within seconds, or hardly ever. */
  private static final Duration PIECES_COME_WITHIN = Duration.ofMinutes(5);
  private static final Duration EVERY_JOINING = Duration.ofSeconds(30);
  /** How soon what was misunderstood is seen, and another version of the understanding answers on every node. */
  private static final Duration LEARNING_POLL = Duration.ofSeconds(5);
  /** Staff who have labelled nothing for so long are done: what they said is learned. */
  private static final Duration LABELLING_ENDS = Duration.ofMinutes(10);

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
   */
  public record Parts(String databaseAddress, Front front, String publicUrl,
      Function<Vertx, List<Channel>> channels, Function<Vertx, @Nullable PaymentProvider> cards, Business business,
      Clock clock, Patience patience, Exchange exchange, StaffSide staff) {

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
    var vertx = Vertx.vertx();
    try {
      return new Assistant(parts, vertx, tracing);
    } catch (RuntimeException e) {
      tracing.close();
      Database.await(vertx.close());
      throw e;
    }
  }

  private Assistant(Parts parts, Vertx vertx, Tracing tracing) {
    this.tracing = tracing;
    this.vertx = vertx;
    var node = UUID.randomUUID().toString();
    var clock = parts.clock();
    var patience = parts.patience();

    database = Database.connect(vertx, parts.databaseAddress(), patience.connections(), patience.statement());
    var inbox = new Inbox(database);
    var outbox = new Outbox(database, node);
    var conversations = new Conversations(database, node, patience.turnLease());

    channels = parts.channels().apply(vertx);
    channels.stream().filter(MailChannel.class::isInstance).map(MailChannel.class::cast)
        .forEach(mail -> mail.links(new MailLinks(Secrets.key(database, "mail_links"), parts.publicUrl())));
    var exchangeLog = new ExchangeLog(database, clock);
    channels.forEach(channel -> channel.report(exchangeLog));
    var sentFiles = new FileIds(database);
    channels.forEach(channel -> channel.recall(sentFiles));
    var exchanges = new Chore("exchanges", EVERY_EXCHANGE, exchangeLog::write);
    var business = parts.business();
    var exchange = parts.exchange();
    billing = exchange.link(vertx, database, business, clock);
    var utility = Utility.over(database, business, clock, parts.publicUrl(), billing, parts.cards().apply(vertx));
    var texts = utility.texts();
    var documents = utility.documents();
    var links = new DocumentLinks(database, parts.publicUrl() + "/invoices/", business.money().documentLinkLives());
    var textUpdates = new TextUpdates(new TextVersions(database, utility.wordings()), utility.wordings(), texts);
    var notices = new Notices(vertx, parts.databaseAddress(),
        Map.of(TextVersions.PUBLISHED, textUpdates.bell()::ring));
    var dialogues = new Dialogues(utility.flows(), texts, links, patience.questionPatience());
    var capabilities = channels.stream().collect(Collectors.toMap(Channel::name, Channel::capabilities));
    var gazetteer = Gazetteer.builtIn();
    var learning = new Learning(new Misunderstandings(database), new ModelVersions(database, node),
        new UtilityTeaching(gazetteer), clock, LEARNING_POLL, LABELLING_ENDS);
    var router = new Router(dialogues, learning.understanding(), texts, capabilities, ALWAYS_HEARD, clock,
        new Flood(parts.front().messagesPerMinute()));

    var alarms = new Alarms(database, AlarmMail.to(parts.staff().alarms(), parts.publicUrl()));
    var channelStates = new ChannelStates(database);
    var traces = tracing.traces(() -> Secrets.key(database, "traces"));
    var sender = new Sender(outbox, channelStates, alarms, channels, documents, clock, patience.turnLease(),
        patience.sendLease(), patience.receiptPatience(), traces);
    var turns = new Turns(conversations, router, sender.bell(), patience.turnLease(), new Attention(channels), traces);
    var attachments = new Attachments(database);
    var fetcher = new Fetcher(attachments, alarms, channels, clock, patience.files());
    var oldFiles = new Chore("old-files", EVERY_OLD_FILE, () -> {
      sentFiles.sweep();
      return attachments.expire(patience.files().kept()) > 0;
    });
    var retention = new Retention(database, clock, patience.messagesKept(), AgeLimits.STATEMENTS);
    var oldMessages = new Chore("old-messages", EVERY_OLD_MESSAGE, () -> {
      retention.sweep();
      utility.desk().old().sweep();
      return false;
    });
    var months = new Chore("months", EVERY_MONTHS_LOOK, new Months(database, clock, patience.messagesKept())::turn);
    var errands = billing.map(link -> link.errands(database, texts, clock, sender.bell()));
    var importFolder = exchange.watch(parts.databaseAddress(), business, clock);
    var erasures = new Chore("erasures", EVERY_ERASURE, () -> utility.rights().erasures().sweep() > 0);
    var housekeeping = new Housekeeping(outbox, patience.receiptPatience(), sender.bell());
    var attempts = new Attempts(database);
    var cashier = new Cashier(utility.pay(), attempts, utility.cards(),
        code -> Debts.of(utility.money().invoices().balance(code, business.day(clock.instant()))),
        URI.create(parts.publicUrl()), clock);
    var bookings = new Bookings(database, texts, name -> brief(capabilities, name), business, clock);
    var payments = new PaymentWatch(cashier, attempts, bookings, clock, sender.bell());
    var alerts = new Alerts(new Alerts.Parts(database, texts, business, clock, channels, outbox, sender.bell()));
    outages = alerts.outages();
    var pieces = new Pieces(database, inbox, turns.bell()::ring, PIECES_COME_WITHIN);
    var joining = new Chore("pieces", EVERY_JOINING, pieces::sweep);
    health = new Health(database, Map.of("turns", turns::quiet, "sender", sender::quiet, "fetcher", fetcher::quiet,
        "payments", payments::quiet, "alerts", alerts::quiet), sender::states);
    measures = new Measures(database, alarms, channelStates, channels());

    var pages = StaffPages.of(utility, outages.desk(), learning, sender.bell()::ring);
    console = new Console(new Console.Parts(database, clock, business.zone(), URI.create(parts.publicUrl()),
        new Live(vertx, database, parts.databaseAddress()), conversations, sender.bell()::ring, pages.sections(),
        pages.asides(),
        vertx, parts.staff().oidc(), parts.staff().settings(), parts.staff().rules(), openings()));
    drain = parts.front().drain();
    server = parts.front().open(vertx, routes -> {
      health.mount(routes);
      measures.mount(routes);
      new Webhooks(inbox, turns.bell(), exchangeLog, traces).mount(routes, channels);
      Apis.all(new Apis.Parts(database, clock, business.zone(), parts.publicUrl(), exchange.apiPerMinute(), texts,
          utility.wordings(), utility.reviews(), outages.desk(), parts.staff().rules().lease(),
          sender.bell()::ring)).mount(routes);
      new DocumentPages(links, documents).mount(routes, "/invoices/:token");
      new PaymentPages(cashier, bookings, sender.bell()).mount(routes);
      new FrontPage(Utility.publicTexts(), business, parts.front().ways()).mount(routes);
      new OutagePages(outages.book(), outages.words(), Utility.publicTexts(), business, parts.publicUrl(), clock)
          .mount(routes);
      console.mount(routes);
    });

    loops.with(textUpdates::start, textUpdates::stop).with(notices::start, notices::stop)
        .with(turns::start, turns::stop).with(sender::start, sender::stop).with(fetcher::start, fetcher::stop)
        .with(housekeeping::start, housekeeping::stop)
        .with(() -> errands.ifPresent(BillingErrands::start), () -> errands.ifPresent(BillingErrands::stop))
        .with(() -> importFolder.ifPresent(ImportFolder::start), () -> importFolder.ifPresent(ImportFolder::stop))
        .with(payments::start, payments::stop).with(alerts::start, alerts::stop)
        .with(learning::start, learning::stop)
        .with(erasures::start, erasures::stop).with(oldFiles::start, oldFiles::stop)
        .with(oldMessages::start, oldMessages::stop).with(months::start, months::stop)
        .with(exchanges::start, exchanges::stop)
        .with(joining::start, joining::stop);
    loops.start();
    new PlaceUpdates(vertx, database, gazetteer).start();
    console.start();
    for (var channel : channels) {
      Database.await(channel.open(pieces));
    }
  }

  private static boolean brief(Map<String, Capabilities> capabilities, String channel) {
    var known = capabilities.get(channel);
    return known != null && known.brief();
  }

  private Map<String, Opening> openings() {
    return channels.stream().filter(channel -> channel.opening() != null)
        .collect(Collectors.toMap(Channel::name, channel -> Objects.requireNonNull(channel.opening())));
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
    attempt(() -> Database.await(vertx.close()));
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
