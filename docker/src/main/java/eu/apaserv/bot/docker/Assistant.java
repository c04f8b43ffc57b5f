package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.OutboxCodeSender;
import eu.apaserv.bot.conversations.api.Apis;
import eu.apaserv.bot.conversations.console.Desks;
import eu.apaserv.bot.conversations.billing.BillingErrands;
import eu.apaserv.bot.conversations.billing.BillingSource;
import eu.apaserv.bot.conversations.importing.ImportFolder;
import eu.apaserv.bot.conversations.invoice.InvoiceDocuments;
import eu.apaserv.bot.conversations.invoice.WaterPictures;
import eu.apaserv.bot.conversations.payment.Attempts;
import eu.apaserv.bot.conversations.payment.Bookings;
import eu.apaserv.bot.conversations.payment.Cashier;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.PayLinks;
import eu.apaserv.bot.conversations.payment.PaymentPages;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.conversations.payment.PaymentWatch;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.conversations.outage.publishing.OutagePages;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailLinks;
import eu.apaserv.bot.channels.sms.Segments;
import eu.apaserv.bot.channels.sms.Transliteration;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.conversations.flow.Alerting;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.conversations.understanding.Gazetteer;
import eu.apaserv.bot.conversations.understanding.PlaceUpdates;
import eu.apaserv.bot.conversations.flow.Money;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.conversations.understanding.UtilityTeaching;
import eu.apaserv.bot.conversations.privacy.AgeLimits;
import eu.apaserv.bot.conversations.privacy.Exports;
import eu.apaserv.bot.conversations.privacy.Rights;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.work.Attention;
import eu.apaserv.bot.core.work.Chore;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.console.Console;
import eu.apaserv.bot.core.console.Live;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.http.DocumentPages;
import eu.apaserv.bot.core.http.Health;
import eu.apaserv.bot.core.http.Measures;
import eu.apaserv.bot.core.http.Webhooks;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FileLimits;
import eu.apaserv.bot.core.store.DocumentLinks;
import eu.apaserv.bot.core.store.ExchangeLog;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.ModelVersions;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.TextVersions;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Pieces;
import eu.apaserv.bot.core.store.Retention;
import eu.apaserv.bot.core.store.Secrets;
import eu.apaserv.bot.core.work.Fetcher;
import eu.apaserv.bot.core.work.Flood;
import eu.apaserv.bot.core.work.Housekeeping;
import eu.apaserv.bot.core.work.Learning;
import eu.apaserv.bot.core.work.Ringer;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running product: this class reads as its table of contents. */
public final class Assistant implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Assistant.class);
  private static final Duration EVERY_ERASURE = Duration.ofSeconds(10);
  private static final Duration EVERY_OLD_FILE = Duration.ofHours(1);
  private static final Duration EVERY_OLD_MESSAGE = Duration.ofSeconds(10);
  /** Who was told of a link that is not theirs ends it, also after STOP. */
  private static final Set<String> ALWAYS_HEARD = Set.of("undo_link");
  private static final Duration EVERY_EXCHANGE = Duration.ofSeconds(1);
  /** The other parts of a long SMS come within seconds, or hardly ever. */
  private static final Duration PIECES_COME_WITHIN = Duration.ofMinutes(5);
  private static final Duration EVERY_JOINING = Duration.ofSeconds(30);
  private static final Duration EVERY_REMINDER = Duration.ofMinutes(1);
  /** What the public pages say. */
  private static final List<String> PUBLIC_TEXTS = Stream.concat(Flows.withEngine().stream(), Stream.of("outage-page"))
      .toList();
  /** What is said, and by whom. */
  private static final List<String> TEXTS = Flows.withEngine();

  /** How soon what was misunderstood is seen, and another version of the understanding answers on every node. */
  private static final Duration LEARNING_POLL = Duration.ofSeconds(5);
  /** Staff who have labelled nothing for so long are done: what they said is learned. */
  private static final Duration LABELLING_ENDS = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Database database;
  private final List<Channel> channels;
  private final Turns turns;
  private final Sender sender;
  private final Fetcher fetcher;
  private final Housekeeping housekeeping;
  private final Optional<Exchange.Link> billing;
  private final Optional<BillingErrands> errands;
  private final Optional<ImportFolder> importFolder;
  private final Learning learning;
  private final Chore erasures;
  private final Chore oldFiles;
  private final Chore oldMessages;
  private final Chore reminders;
  private final OutageRoom outages;
  private final Chore exchanges;
  private final Chore joining;
  private final Pieces pieces;
  private final TextUpdates textUpdates;
  private final Ringer ringer;
  private final PaymentWatch payments;
  private final Alerts alerts;
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
   * @param pace how patient it is with itself
   * @param exchange what it exchanges with billing, and how
   * @param staff what the console is told of where it runs
   */
  public record Parts(String databaseAddress, Front front, String publicUrl,
      Function<Vertx, List<Channel>> channels, Function<Vertx, @Nullable PaymentProvider> cards, Business business,
      Clock clock, Pace pace, Exchange exchange, StaffSide staff) {

    /** With exports alone, loaded by hand. */
    public Parts(String databaseAddress, Front front, String publicUrl,
        Function<Vertx, List<Channel>> channels, Function<Vertx, @Nullable PaymentProvider> cards, Business business,
        Clock clock, Pace pace) {
      this(databaseAddress, front, publicUrl, channels, cards, business, clock, pace, Exchange.BY_HAND,
          StaffSide.LOCAL);
    }
  }

  /**
   * How patient it is with itself.
   *
   * @param turnLease how long another node waits before it takes over a silent one's turns
   * @param sendLease a send that takes longer has an unknown outcome
   * @param receiptPatience how long receipts may take to settle an unknown outcome
   * @param questionPatience how long an open question stays open
   * @param connections most database connections
   * @param files which files that people send are kept, and how long
   * @param messagesKept how long messages stay after they are settled
   */
  public record Pace(Duration turnLease, Duration sendLease, Duration receiptPatience, Duration questionPatience,
      int connections, FileLimits files, Duration messagesKept) {
    public static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30),
        Duration.ofHours(24), 16, FileLimits.USUAL, Duration.ofDays(90));
  }

  /** Starts everything; what it has opened is closed again when something does not start. */
  public static Assistant start(Parts parts) {
    var vertx = Vertx.vertx();
    try {
      return new Assistant(parts, vertx);
    } catch (RuntimeException e) {
      Database.await(vertx.close());
      throw e;
    }
  }

  private Assistant(Parts parts, Vertx vertx) {
    this.vertx = vertx;
    var node = UUID.randomUUID().toString();
    var clock = parts.clock();
    var pace = parts.pace();

    database = Database.connect(vertx, parts.databaseAddress(), pace.connections());
    var inbox = new Inbox(database);
    var outbox = new Outbox(database, node);
    var conversations = new Conversations(database, node, pace.turnLease());

    channels = parts.channels().apply(vertx);
    channels.stream().filter(MailChannel.class::isInstance).map(MailChannel.class::cast)
        .forEach(mail -> mail.links(new MailLinks(Secrets.key(database, "mail_links"), parts.publicUrl())));
    var exchangeLog = new ExchangeLog(database, clock);
    channels.forEach(channel -> channel.report(exchangeLog));
    exchanges = new Chore("exchanges", EVERY_EXCHANGE, exchangeLog::write);
    var business = parts.business();
    var texts = Texts.load(TEXTS);
    var exchange = parts.exchange();
    billing = exchange.link(vertx, database, business, clock);
    var book = AccountBook.open(database, new OutboxCodeSender(texts, business), business, clock)
        .through(billing.map(Exchange.Link::source).orElse(BillingSource.TABLES));
    var accounts = book.accounts();
    var cards = parts.cards().apply(vertx);
    var pay = new PayLinks(database, parts.publicUrl() + "/pay/", business.money().payLinkLives(),
        cards == null ? null : cards.name());
    var money = Money.of(database, accounts, business, pay);
    var rights = Rights.open(database, business, clock);
    var papers = new WaterPictures(accounts, money.waters(),
        new InvoiceDocuments(accounts, money.invoices(), money.sheets()));
    var written = new StaffReplies(database);
    Documents documents = (reference, conversation) -> StaffReplies.isReference(reference)
        ? written.open(reference, conversation)
        : (Exports.isReference(reference) ? rights.exports() : papers).open(reference, conversation);
    var links = new DocumentLinks(database, parts.publicUrl() + "/invoices/", business.money().documentLinkLives());
    var wordings = new WordingCheck(texts, Assistant::cost);
    textUpdates = new TextUpdates(new TextVersions(database, wordings), wordings, texts);
    ringer = new Ringer(vertx, parts.databaseAddress(), Map.of(TextVersions.PUBLISHED, textUpdates.bell()));
    var desk = Desk.over(database, clock, business);
    var readings = new Readings(database, business, clock);
    var flows = Flows.all(business, book, new Consents(database), rights, money,
        readings, desk, OutageTalk.over(database, clock, business), Alerting.over(database, clock));
    var dialogues = new Dialogues(flows, texts, links, pace.questionPatience());
    var capabilities = channels.stream().collect(Collectors.toMap(Channel::name, Channel::capabilities));
    var gazetteer = Gazetteer.builtIn();
    learning = new Learning(new Misunderstandings(database), new ModelVersions(database, node),
        new UtilityTeaching(gazetteer), clock, LEARNING_POLL, LABELLING_ENDS);
    var router = new Router(dialogues, learning.understanding(), texts, capabilities, ALWAYS_HEARD, clock,
        new Flood(parts.front().messagesPerMinute()));

    var alarms = new Alarms(database);
    var channelStates = new ChannelStates(database);
    sender = new Sender(outbox, channelStates, alarms, channels, documents, clock, pace.sendLease(),
        pace.receiptPatience());
    turns = new Turns(conversations, router, sender.bell(), pace.turnLease(), new Attention(channels));
    var attachments = new Attachments(database);
    fetcher = new Fetcher(attachments, alarms, channels, clock, pace.files());
    oldFiles = new Chore("old-files", EVERY_OLD_FILE, () -> attachments.expire(pace.files().kept()) > 0);
    var retention = new Retention(database, clock, pace.messagesKept(), AgeLimits.STATEMENTS);
    oldMessages = new Chore("old-messages", EVERY_OLD_MESSAGE, () -> {
      retention.sweep();
      return false;
    });
    errands = billing.map(link -> link.errands(database, texts, clock, sender.bell()));
    importFolder = exchange.watch(parts.databaseAddress(), business, clock);
    erasures = new Chore("erasures", EVERY_ERASURE, () -> rights.erasures().sweep() > 0);
    housekeeping = new Housekeeping(outbox, pace.receiptPatience(), sender.bell());
    var attempts = new Attempts(database);
    var cashier = new Cashier(pay, attempts, cards,
        code -> Debts.of(money.invoices().balance(code, business.day(clock.instant()))), URI.create(parts.publicUrl()),
        clock);
    var bookings = new Bookings(database, texts, name -> brief(capabilities, name), business, clock);
    payments = new PaymentWatch(cashier, attempts, bookings, clock, sender.bell());
    alerts = new Alerts(new Alerts.Parts(database, texts, business, clock, channels, outbox, sender.bell()),
        room -> List.of(OutageRoom.over(room).run()));
    outages = OutageRoom.over(alerts.room());
    reminders = new Chore("outage-reminders", EVERY_REMINDER, () -> {
      outages.reminders().begin();
      return false;
    });
    pieces = new Pieces(database, inbox, turns.bell()::ring, PIECES_COME_WITHIN);
    joining = new Chore("pieces", EVERY_JOINING, pieces::sweep);
    health = new Health(database, Map.of("turns", turns::quiet, "sender", sender::quiet, "fetcher", fetcher::quiet,
        "payments", payments::quiet, "alerts", alerts::quiet), sender::states);
    measures = new Measures(database, alarms, channelStates, channels());

    var pages = StaffPages.of(new Desks(database, clock, business.zone(), accounts, money.invoices(), readings,
        new ReadingReviews(database, new OutboxCodeSender(texts, business), business, clock), desk.tickets(),
        new TicketWork(database, clock), outages.desk(), sender.bell()::ring), texts, wordings, learning);
    console = new Console(new Console.Parts(database, clock, business.zone(), URI.create(parts.publicUrl()),
        new Live(vertx, database, parts.databaseAddress()), conversations, sender.bell()::ring, pages.sections(),
        pages.asides(),
        vertx, parts.staff().oidc(), parts.staff().settings()));
    drain = parts.front().drain();
    server = parts.front().open(vertx, routes -> {
      health.mount(routes);
      measures.mount(routes);
      new Webhooks(inbox, turns.bell(), exchangeLog).mount(routes, channels);
      Apis.all(database, business, parts.publicUrl(), exchange.apiPerMinute(), clock).mount(routes);
      new DocumentPages(links, documents).mount(routes, "/invoices/:token");
      new PaymentPages(cashier, bookings, sender.bell()).mount(routes);
      new OutagePages(outages.book(), outages.words(), Texts.load(PUBLIC_TEXTS), business, parts.publicUrl(), clock)
          .mount(routes);
      console.mount(routes);
    });

    textUpdates.start();
    ringer.start();
    new PlaceUpdates(vertx, database, gazetteer).start();
    turns.start();
    sender.start();
    fetcher.start();
    housekeeping.start();
    errands.ifPresent(BillingErrands::start);
    importFolder.ifPresent(ImportFolder::start);
    payments.start();
    alerts.start();
    reminders.start();
    learning.start();
    erasures.start();
    oldFiles.start();
    oldMessages.start();
    exchanges.start();
    console.start();
    joining.start();
    for (var channel : channels) {
      Database.await(channel.open(pieces));
    }
  }

  /** Of a text that staff write for channels where every character costs: as it is billed, accents left out. */
  private static WordingCheck.Cost cost(String text) {
    var segments = Segments.of(Transliteration.BRIEF.apply(text));
    return new WordingCheck.Cost(segments.count(), segments.gsm7());
  }

  private static boolean brief(Map<String, Capabilities> capabilities, String channel) {
    var known = capabilities.get(channel);
    return known != null && known.brief();
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
   * Not ready from now on, for as long as proxies need to see it; then takes in no more; finishes what is under way; then closes. Senders keep their channels until the
   * last answer is out, and a step that fails does not keep the others from being done.
   */
  @Override
  public void close() {
    health.drain();
    attempt(this::untilProxiesKnow);
    channels.forEach(channel -> attempt(() -> Database.await(channel.quiet())));
    attempt(console::stop);
    attempt(() -> Front.close(server));
    attempt(turns::stop);
    attempt(sender::stop);
    attempt(fetcher::stop);
    attempt(housekeeping::stop);
    attempt(() -> errands.ifPresent(BillingErrands::stop));
    attempt(() -> importFolder.ifPresent(ImportFolder::stop));
    attempt(() -> billing.ifPresent(link -> link.api().close()));
    attempt(learning::stop);
    attempt(erasures::stop);
    attempt(oldFiles::stop);
    attempt(oldMessages::stop);
    attempt(exchanges::stop);
    attempt(joining::stop);
    attempt(ringer::stop);
    attempt(textUpdates::stop);
    attempt(payments::stop);
    attempt(alerts::stop);
    attempt(reminders::stop);
    channels.forEach(channel -> attempt(() -> Database.await(channel.close())));
    attempt(measures::close);
    attempt(database::close);
    attempt(() -> Database.await(vertx.close()));
  }

  private void untilProxiesKnow() {
    try {
      Thread.sleep(drain);
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
