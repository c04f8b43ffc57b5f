package eu.apaserv.bot.conversations.payment.netopia;

import eu.apaserv.bot.conversations.payment.Opening;
import eu.apaserv.bot.conversations.payment.PaymentEvent;
import eu.apaserv.bot.conversations.payment.PaymentNotice;
import eu.apaserv.bot.conversations.payment.PaymentOrder;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.core.http.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Netopia's API v2: an order is begun by a call, its outcome comes as a notification or is asked for. */
public final class NetopiaProvider implements PaymentProvider {
  public static final String NAME = "netopia";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LARGEST_ANSWER = 64 << 10;
  private static final int ROMANIA = 642;
  private static final Set<String> GOES_ON = Set.of("", "0", "00", "100", "101");

  private final WebClient client;
  private final NetopiaSettings settings;
  private final NotificationToken token;
  private final Clock clock;

  public NetopiaProvider(Vertx vertx, NetopiaSettings settings, Clock clock) {
    this.client = WebClient.create(vertx,
        new WebClientOptions().setConnectTimeout(5000).setIdleTimeout((int) PATIENCE.toSeconds() + 1)
            .setFollowRedirects(false).setUserAgentEnabled(false));
    this.settings = settings;
    this.token = new NotificationToken(settings.publicKey(), settings.posSignature(), clock);
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Opening open(PaymentOrder order) {
    var answer = post("/payment/card/start", start(order));
    var message = answer.map(HttpResponse::body).flatMap(Wire::read).orElse(null);
    if (message == null) {
      return new Opening.Failed(answer.map(a -> "HTTP " + a.statusCode()).orElse("no answer"));
    }
    var code = message.error() == null || message.error().code() == null ? "" : message.error().code();
    var payment = message.payment();
    var page = payment == null ? null : address(payment.paymentURL());
    return payment != null && page != null && GOES_ON.contains(code)
        ? new Opening.Page(page, payment.ntpID())
        : new Opening.Failed("error " + code.replaceAll("[^A-Za-z0-9_-]", "?"));
  }

  private JsonObject start(PaymentOrder order) {
    var contact = settings.contact();
    var billing = new JsonObject().put("email", contact.email()).put("phone", contact.phone())
        .put("firstName", "Client").put("lastName", order.clientCode()).put("city", contact.city())
        .put("country", ROMANIA).put("state", contact.city()).put("postalCode", "").put("details", "");
    var product = new JsonObject().put("name", order.description()).put("code", order.clientCode())
        .put("category", "utilities").put("price", order.amount()).put("vat", 0);
    return new JsonObject()
        .put("config",
            new JsonObject().put("emailTemplate", "").put("notifyUrl", order.tells().toString())
                .put("redirectUrl", order.back().toString()).put("language", order.language()))
        .put("payment",
            new JsonObject().put("options", new JsonObject().put("installments", 1).put("bonus", 0))
                .put("instrument", new JsonObject().put("type", "card")).put("data", new JsonObject()))
        .put("order", new JsonObject().put("ntpID", "").put("posSignature", settings.posSignature())
            .put("dateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)))
            .put("description", order.description()).put("orderID", order.id()).put("amount", order.amount())
            .put("currency", PaymentOrder.CURRENCY).put("billing", billing)
            .put("products", new JsonArray().add(product))
            .put("installments", new JsonObject().put("selected", 1).put("available", new JsonArray().add(1)))
            .put("data", new JsonObject()));
  }

  @Override
  public PaymentEvent read(MultiMap headers, Buffer body) {
    var objection = token.objection(headers.get("Verification-token"), body);
    if (objection.isPresent()) {
      return new PaymentEvent.Forged(objection.get());
    }
    var message = Wire.read(body);
    var order = message.map(Wire.Message::order).map(Wire.Order::orderID)
        .filter(id -> !id.isBlank() && id.indexOf(0) < 0);
    return message.map(Wire.Message::payment).filter(payment -> order.isPresent())
        .flatMap(payment -> notice(order.orElseThrow(), payment)).<PaymentEvent>map(PaymentEvent.Told::new)
        .orElseGet(() -> new PaymentEvent.Unreadable("order.orderID or payment.status is missing"));
  }

  private static Optional<PaymentNotice> notice(String orderId, Wire.Payment payment) {
    return Optional.ofNullable(payment.status()).filter(_ -> Wire.canBeKept(payment))
        .map(status -> new PaymentNotice(NAME, orderId, payment.ntpID(), Wire.outcome(status), payment.amount(),
            payment.currency()));
  }

  @Override
  public String thanks() {
    return "{\"errorType\":0,\"errorCode\":\"\",\"errorMessage\":\"\"}";
  }

  @Override
  public Optional<PaymentNotice> status(PaymentOrder order, String providerRef) {
    var body = new JsonObject().put("posID", settings.posSignature()).put("ntpID", providerRef).put("orderID",
        order.id());
    return post("/operation/status", body).filter(answer -> answer.statusCode() / 100 == 2).map(HttpResponse::body)
        .flatMap(Wire::read).map(Wire.Message::payment).flatMap(payment -> notice(order.id(), payment));
  }

  @Override
  public List<String> check() {
    var answer = post("/operation/status",
        new JsonObject().put("posID", settings.posSignature()).put("ntpID", "").put("orderID", "check"));
    if (answer.isEmpty()) {
      return List.of("Netopia does not answer at NETOPIA_API_URL: check it and the network");
    }
    int status = answer.get().statusCode();
    if (status == 401 || status == 403) {
      return List.of("NETOPIA_API_KEY is refused: copy it again from Netopia's security page");
    }
    return status >= 500 ? List.of("Netopia answers HTTP " + status + ": try again later") : List.of();
  }

  private Optional<HttpResponse<Buffer>> post(String path, JsonObject body) {
    return client.postAbs(settings.apiUrl() + path).putHeader("Authorization", settings.apiKey())
        .as(BoundedBody.of(LARGEST_ANSWER, PATIENCE)).timeout(PATIENCE.toMillis()).sendJsonObject(body)
        .map(Optional::of)
        .recover(_ -> Future.succeededFuture(Optional.empty())).toCompletionStage().toCompletableFuture().join();
  }

  private static @Nullable URI address(@Nullable String url) {
    return url != null && url.length() <= 2000 && url.matches("https?://[\\x21-\\x7e&&[^\"<>\\\\^`{|}]]+")
        ? URI.create(url)
        : null;
  }
}
