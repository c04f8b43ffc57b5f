package eu.apaserv.bot.conversations.payment.simulator;

import eu.apaserv.bot.conversations.payment.euplatesc.EuplatescSettings;
import eu.apaserv.bot.conversations.payment.euplatesc.FieldsHash;
import eu.apaserv.bot.conversations.payment.netopia.NetopiaSettings;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.handler.BodyHandler;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A simulated payment provider on 127.0.0.1: takes orders by Netopia's API v2 and by EuPlătesc's signed redirect as strictly
 * as they do, shows a page where a visitor pays or declines, and tells the bot, signed, until it answers with 2xx.
 */
public final class PaymentSimulator {
  private static final int TRIES = 8;
  private static final List<String> SIGNED = List.of("amount", "curr", "invoice_id", "order_desc", "merch_id",
      "timestamp", "nonce", "valability");

  private final Signer signer;
  private final String apiKey = "SIMULATED-KEY";
  private final Map<String, SimulatedOrder> byRef = new ConcurrentHashMap<>();
  private final AtomicInteger refs = new AtomicInteger(1_200_000);
  private final AtomicInteger failing = new AtomicInteger();
  private volatile boolean silent;
  private volatile @Nullable HttpServer server;
  private volatile @Nullable WebClient client;
  private volatile @Nullable Vertx vertx;

  public PaymentSimulator(Clock clock) {

    this.signer = new Signer(clock);
  }

  /** Starts on a free port. */
  public Future<Void> start(Vertx on) {
    vertx = on;
    client = WebClient.create(on);
    var router = Router.router(on);
    router.post().handler(BodyHandler.create(false).setBodyLimit(64 << 10));
    router.post("/payment/card/start").handler(this::begin);
    router.post("/operation/status").handler(this::status);
    router.get("/tdsprocess/tranzactd.php").handler(this::redirected);
    router.post("/v3/index.php").handler(this::asked);
    router.get("/checkout/:ref").handler(this::page);
    router.post("/checkout/:ref").handler(this::decided);
    return on.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").onSuccess(s -> server = s).mapEmpty();
  }

  public Future<Void> close() {
    var running = server;
    return running == null ? Future.succeededFuture() : running.close();
  }

  public String url() {
    return "http://127.0.0.1:" + Objects.requireNonNull(server, "call start(vertx) first").actualPort();
  }

  /** An account that pays by Netopia's protocol. */
  public NetopiaSettings netopia() {
    return new NetopiaSettings(URI.create(url()), apiKey, Signer.POS_SIGNATURE, signer.publicKey(),
        new NetopiaSettings.Contact("clienti@apa-demo.example", "0200000100", "Piatra-Neamt"));
  }

  /** An account that pays by EuPlătesc's protocol. */
  public EuplatescSettings euplatesc() {
    return new EuplatescSettings(URI.create(url() + "/tdsprocess/tranzactd.php"),
        URI.create(url() + "/v3/index.php?action=ws"), Signer.MERCHANT, Signer.HEX_KEY);
  }

  /** Every order begun. */
  public Collection<SimulatedOrder> orders() {
    return List.copyOf(byRef.values());
  }

  /** The order of that id of ours. */
  public Optional<SimulatedOrder> order(String id) {
    return byRef.values().stream().filter(order -> order.id().equals(id)).findFirst();
  }

  /** Whether outcomes are told at all: one that is not must be asked for. */
  public void silent(boolean tellsNothing) {
    silent = tellsNothing;
  }

  /** The next orders are answered with 503. */
  public void failNext(int starts) {
    failing.set(starts);
  }

  /** A call as the provider would make it about an order. */
  public Notification notification(SimulatedOrder order) {
    return signer.notification(order, order.netopia() ? Signer.POS_SIGNATURE : Signer.MERCHANT);
  }

  /** The same in the name of somebody else's account. */
  public Notification foreign(SimulatedOrder order) {
    return signer.notification(order, order.netopia() ? "ZZZZ-BBBB-CCCC-DDDD-EEEE" : "44849999999");
  }

  /** Takes the person's decision; completes when the bot has taken the notification. */
  public Future<Void> decide(String ref, boolean pays) {
    var order = byRef.computeIfPresent(ref, (_, was) -> was.status() == 1 ? was.with(pays ? 3 : 12) : was);
    return order == null || silent ? Future.succeededFuture() : tell(notification(order), 1);
  }

  /** The merchant gives money back in its panel, of which nobody is told. */
  public void giveBack(String ref, String sum) {
    byRef.computeIfPresent(ref, (_, was) -> was.back(sum));
  }

  private Future<Void> tell(Notification notification, int number) {
    return Objects.requireNonNull(client).postAbs(notification.url()).putHeaders(notification.headers())
        .sendBuffer(notification.body())
        .compose(answer -> answer.statusCode() / 100 == 2
            ? Future.<Void>succeededFuture()
            : Future.<Void>failedFuture("The bot answered " + answer.statusCode()))
        .recover(why -> number >= TRIES
            ? Future.failedFuture(why)
            : Objects.requireNonNull(vertx).timer(100L << number, TimeUnit.MILLISECONDS)
                .compose(_ -> tell(notification, number + 1)));
  }

  private void begin(RoutingContext context) {
    if (!apiKey.equals(context.request().getHeader("Authorization"))) {
      context.response().setStatusCode(401).end();
      return;
    }
    if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      context.response().setStatusCode(503).end("busy");
      return;
    }
    var body = Objects.requireNonNullElseGet(context.body().asJsonObject(), JsonObject::new);
    var order = body.getJsonObject("order");
    var config = body.getJsonObject("config");
    var error = NetopiaRules.objection(body, Signer.POS_SIGNATURE, order(order.getString("orderID", "")).isPresent());
    if (error != null) {
      json(context, 200, new JsonObject().put("error", error));
      return;
    }
    var ref = String.valueOf(refs.incrementAndGet());
    byRef.put(ref, new SimulatedOrder(order.getString("orderID"), ref, true,
        new BigDecimal(order.getValue("amount").toString()), order.getString("currency"),
        order.getString("description"),
        config.getString("notifyUrl"), config.getString("redirectUrl"), 1));
    json(context, 200, new JsonObject().put("payment", new JsonObject().put("ntpID", ref).put("status", 1)
        .put("paymentURL", url() + "/checkout/" + ref))
        .put("error", new JsonObject().put("code", "101").put("message", "Redirect user to payment page")));
  }

  private void status(RoutingContext context) {
    if (!apiKey.equals(context.request().getHeader("Authorization"))) {
      context.response().setStatusCode(401).end();
      return;
    }
    var order = order(Objects.requireNonNullElseGet(context.body().asJsonObject(), JsonObject::new)
        .getString("orderID", ""));
    if (order.isEmpty()) {
      json(context, 404,
          new JsonObject().put("error", new JsonObject().put("code", "404").put("message", "not found")));
      return;
    }
    json(context, 200, new JsonObject().put("payment", new JsonObject().put("ntpID", order.get().ref())
        .put("status", order.get().status()).put("amount", order.get().amount())
        .put("currency", order.get().currency())));
  }

  private void asked(RoutingContext context) {
    json(context, 200, EuplatescPanel.answer(context.request().formAttributes(), this::order));
  }

  private static String field(MultiMap fields, String name) {
    return Objects.requireNonNullElse(fields.get(name), "");
  }

  private void redirected(RoutingContext context) {
    var fields = context.queryParams();
    var values = new ArrayList<String>();
    SIGNED.forEach(name -> values.add(Objects.requireNonNullElse(fields.get(name), "")));
    if (!new FieldsHash(Signer.HEX_KEY).of(values).equals(fields.get("fp_hash"))
        || !Signer.MERCHANT.equals(fields.get("merch_id"))) {
      html(context, 400, "<h1>Invalid hash</h1>");
      return;
    }
    var id = Objects.requireNonNull(fields.get("invoice_id"));
    var order = order(id).orElseGet(() -> {
      var ref = String.valueOf(refs.incrementAndGet());
      var made = new SimulatedOrder(id, ref, false, new BigDecimal(field(fields, "amount")), field(fields, "curr"),
          field(fields, "order_desc"), field(fields, "ExtraData[silenturl]"), field(fields, "ExtraData[successurl]"),
          1);
      byRef.put(ref, made);
      return made;
    });
    context.response().setStatusCode(303).putHeader("Location", url() + "/checkout/" + order.ref()).end();
  }

  private void page(RoutingContext context) {
    var order = byRef.get(context.pathParam("ref"));
    html(context, order == null ? 404 : 200, order == null ? "<h1>404</h1>" : CheckoutPage.of(order));
  }

  private void decided(RoutingContext context) {
    var order = byRef.get(context.pathParam("ref"));
    if (order == null) {
      html(context, 404, "<h1>404</h1>");
      return;
    }
    decide(order.ref(), "pay".equals(context.request().getFormAttribute("decision")));
    context.response().setStatusCode(303).putHeader("Location", order.backUrl()).end();
  }

  private static void json(RoutingContext context, int status, JsonObject body) {
    context.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body.toBuffer());
  }

  private static void html(RoutingContext context, int status, String body) {
    context.response().setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8").end(body);
  }
}
