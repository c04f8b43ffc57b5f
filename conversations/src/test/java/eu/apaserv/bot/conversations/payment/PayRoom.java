package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.euplatesc.EuplatescProvider;
import eu.apaserv.bot.conversations.payment.netopia.NetopiaProvider;
import eu.apaserv.bot.conversations.payment.simulator.PaymentSimulator;
import eu.apaserv.bot.conversations.payment.simulator.SimulatedOrder;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Everything about card payments on a fresh database, before a simulated provider. */
final class PayRoom implements AutoCloseable {
  static final String CODE = "1010028";

  final Vertx vertx = Vertx.vertx();
  final Hand clock = new Hand("2026-11-22T08:00:00Z");
  final PaymentSimulator simulator = new PaymentSimulator(clock);
  final UUID conversation = UUID.randomUUID();
  final Address address;
  final String databaseAddress;
  final Database database;
  final Attempts attempts;
  final PayLinks links;
  final Bookings bookings;
  final PaymentWatch watch;
  final WebClient browser;
  private final HttpServer server;

  /** @param netopia else EuPlătesc */
  PayRoom(boolean netopia, String channel) {
    databaseAddress = TestDatabase.fresh(List.of(Migrations.CORE, Billing.TABLES));
    database = Database.connect(vertx, databaseAddress, 8);
    address = new Address(channel, "+40700000001");
    Database.await(simulator.start(vertx));
    PaymentProvider provider = netopia
        ? new NetopiaProvider(vertx, simulator.netopia(), clock)
        : new EuplatescProvider(vertx, simulator.euplatesc(), clock);
    attempts = new Attempts(database);
    var business = Business.defaults();
    var router = Router.router(vertx);
    server = Database.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    var url = "http://127.0.0.1:" + server.actualPort();
    links = new PayLinks(database, url + "/pay/", business.money().payLinkLives(), provider.name());
    var cashier = new Cashier(links, attempts, provider,
        code -> Debts.of(new Invoices(database).balance(code, business.day(clock.instant()))), URI.create(url), clock);
    bookings = new Bookings(database, Texts.load(Flows.withEngine()), "sms"::equals, business, clock);
    watch = new PaymentWatch(cashier, attempts, bookings, clock, new Bell());
    new PaymentPages(cashier, bookings, new Bell()).mount(router);
    browser = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    billing();
  }

  private void billing() {
    new Billing(database).customer(CODE, "+40700000001", null).link(conversation, CODE);
    database.run("insert into contact (id, channel, address) values ($1, $2, $3)", conversation, address.channel(),
        address.id());
    database.run("insert into conversation (id) values ($1)", conversation);
    database.run("insert into address (channel, id, contact_id) values ($1, $2, $3)", address.channel(), address.id(),
        conversation);
    invoice("NTD1", "2026-09-24", "82.58");
    invoice("NTD2", "2026-10-24", "165.17");
  }

  void invoice(String number, String due, String rest) {
    database.run("""
        insert into invoice (invoice_number, client_code, issued_on, due_on, grace_until, net, vat, total, outstanding)
        values ($1, $2, $3::text::date - 15, $3::text::date, $3::text::date + 30, 0, 0, $4, $4)""", number, CODE, due,
        new BigDecimal(rest));
  }

  Attempt link(String key, Allocation... parts) {
    var wish = new Attempts.Wish(conversation, address, Language.RO, CODE, links.provider().orElseThrow(),
        List.of(parts));
    return links.create(key, wish, clock.instant());
  }

  /** A link for the older invoice. */
  Attempt link() {
    return link("k1", new Allocation("NTD1", new BigDecimal("82.58")));
  }

  HttpResponse<Buffer> get(String url) {
    return Database.await(browser.getAbs(url).send());
  }

  /** Opens the link and the provider's page; what the provider keeps of it. */
  SimulatedOrder opened(Attempt attempt) {
    var page = get(links.address(attempt)).getHeader("Location");
    if (page != null && page.contains("tranzactd")) {
      get(page);
    }
    return simulator.order(now(attempt).orderId()).orElseThrow();
  }

  Attempt now(Attempt attempt) {
    return attempts.live(conversation, CODE, attempt.createdAt()).filter(a -> a.id() == attempt.id())
        .orElseGet(() -> database.first(Attempts::attempt, "select " + Attempts.COLUMNS
            + "from payment_attempt where id = $1", attempt.id()).orElseThrow());
  }

  String state(Attempt attempt) {
    return database.first(row -> row.getString(0), "select state from payment_attempt where id = $1", attempt.id())
        .orElseThrow();
  }

  /** What was told to the chat, in order. */
  List<String> told() {
    return database.list(row -> row.getString(0), "select content->>'body' from outbox order by id");
  }

  long notifications() {
    return database.first(row -> row.getLong(0), "select count(*) from payment_notification").orElseThrow();
  }

  @Override
  public void close() {
    Database.await(server.close());
    Database.await(simulator.close());
    database.close();
    Database.await(vertx.close());
    TestDatabase.drop(databaseAddress);
  }
}
