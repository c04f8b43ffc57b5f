package eu.apaserv.bot.conversations.payment.euplatesc;

import eu.apaserv.bot.conversations.payment.Opening;
import eu.apaserv.bot.conversations.payment.PaymentEvent;
import eu.apaserv.bot.conversations.payment.PaymentNotice;
import eu.apaserv.bot.conversations.payment.PaymentOrder;
import eu.apaserv.bot.conversations.payment.PaymentOutcome;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EuPlătesc: the link is made here and signed, its expiry inside the signature, so that beginning a payment needs no call.
 * What came of an order is told by a notification, or asked of the merchant panel's web service.
 */
public final class EuplatescProvider implements PaymentProvider {
  public static final String NAME = "euplatesc";
  private static final Logger LOG = LoggerFactory.getLogger(EuplatescProvider.class);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  /** The provider reads the end of a link on Romania's clock, its other times in UTC. */
  private static final DateTimeFormatter END = TIME.withZone(ZoneId.of("Europe/Bucharest"));
  /** After its end a page that was left open may still be paid; then what was never tried is over. */
  private static final Duration LAST_HOPE = Duration.ofHours(2);
  private static final List<String> REPLY = List.of("amount", "curr", "invoice_id", "ep_id", "merch_id", "action",
      "message", "approval", "timestamp", "nonce");
  /**
   * Theirs, in letters and digits. The links we sign have our description in its place, and their signature, cut up in another
   * way, would fit a notification of a refusal (one link of twenty, by its chance digits).
   */
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{0,64}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST_FIELDS = 60;
  /** Of several attempts to pay one order: money first, a refusal only where there is nothing better. */
  private static final List<PaymentOutcome> DECISIVE = List.of(PaymentOutcome.PAID, PaymentOutcome.REFUNDED,
      PaymentOutcome.DECLINED);

  private final EuplatescSettings settings;
  private final FieldsHash hash;
  private final MerchantPanel panel;
  private final Clock clock;

  public EuplatescProvider(Vertx vertx, EuplatescSettings settings, Clock clock) {
    this.settings = settings;
    this.hash = new FieldsHash(settings.key());
    this.panel = new MerchantPanel(vertx, settings, hash, clock);
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Opening open(PaymentOrder order) {
    var signed = new LinkedHashMap<String, String>();
    signed.put("amount", order.amount().toPlainString());
    signed.put("curr", PaymentOrder.CURRENCY);
    signed.put("invoice_id", order.id());
    signed.put("order_desc", order.description());
    signed.put("merch_id", settings.merchantId());
    signed.put("timestamp", time(clock.instant()));
    signed.put("nonce", nonce());
    signed.put("valability", END.format(order.expiresAt()));
    var query = new QueryStringEncoder(settings.pageUrl().toString());
    signed.forEach(query::addParam);
    query.addParam("fp_hash", hash.of(List.copyOf(signed.values())));
    query.addParam("ExtraData[silenturl]", order.tells().toString());
    query.addParam("ExtraData[successurl]", order.back().toString());
    query.addParam("ExtraData[failedurl]", order.back().toString());
    query.addParam("lang", order.language());
    return new Opening.Page(URI.create(query.toString()), null);
  }

  @Override
  public PaymentEvent read(MultiMap headers, Buffer body) {
    Map<String, List<String>> fields;
    try {
      fields = new QueryStringDecoder(body.toString(), StandardCharsets.UTF_8, false, MOST_FIELDS).parameters();
    } catch (IllegalArgumentException unreadable) {
      return new PaymentEvent.Unreadable("the body is no form");
    }
    if (!fields.containsKey("invoice_id") || !fields.containsKey("fp_hash")) {
      return new PaymentEvent.Unreadable("invoice_id or fp_hash is missing");
    }
    var values = REPLY.stream().map(name -> field(fields, name)).toList();
    if (!hash.matches(field(fields, "fp_hash"), values)) {
      return new PaymentEvent.Forged("fp_hash is wrong");
    }
    if (!MessageDigest.isEqual(field(fields, "merch_id").getBytes(StandardCharsets.UTF_8),
        settings.merchantId().getBytes(StandardCharsets.UTF_8))) {
      return new PaymentEvent.Forged("it is for another merchant");
    }
    if (!REFERENCE.matcher(field(fields, "ep_id")).matches()) {
      return new PaymentEvent.Forged("it names no payment");
    }
    return told(fields);
  }

  private static PaymentEvent told(Map<String, List<String>> fields) {
    var amount = field(fields, "amount");
    if (!amount.matches("\\d{1,9}(\\.\\d{1,4})?")) {
      return new PaymentEvent.Unreadable("amount is no number");
    }
    var outcome = field(fields, "action").equals("0") ? PaymentOutcome.PAID : PaymentOutcome.DECLINED;
    if (List.of("invoice_id", "ep_id", "curr").stream().anyMatch(name -> field(fields, name).indexOf(0) >= 0)) {
      return new PaymentEvent.Unreadable("a value has what no database keeps");
    }
    return new PaymentEvent.Told(new PaymentNotice(NAME, field(fields, "invoice_id"), field(fields, "ep_id"), outcome,
        new BigDecimal(amount), field(fields, "curr")));
  }

  private static String field(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of("")).getFirst();
  }

  @Override
  public String thanks() {
    return "OK";
  }

  /** Asked by our own order id: the provider's reference is known only from its notification. */
  @Override
  public Optional<PaymentNotice> status(PaymentOrder order, String providerRef) {
    return panel.status(order.id()).flatMap(answer -> outcome(order, answer));
  }

  private Optional<PaymentNotice> outcome(PaymentOrder order, StatusAnswer answer) {
    var ours = answer.transactions().stream().filter(
        one -> one.merchantId().equals(settings.merchantId()) && one.orderId().equals(order.id())).toList();
    if (ours.stream().filter(one -> one.outcome() == PaymentOutcome.PAID).count() > 1) {
      LOG.error("EuPlătesc lists order {} as paid more than once: give one back by hand", order.id());
    }
    for (var decisive : DECISIVE) {
      var found = ours.stream().filter(one -> one.outcome() == decisive).findFirst();
      if (found.isPresent()) {
        return found.map(one -> notice(order, one));
      }
    }
    return ours.isEmpty() && order.expiresAt().plus(LAST_HOPE).isBefore(clock.instant())
        ? Optional.of(new PaymentNotice(NAME, order.id(), null, PaymentOutcome.EXPIRED, null, null))
        : Optional.empty();
  }

  /**
   * A sum that is not said is the order's: it was inside the signature of the link, and nothing else could be paid there. Of
   * what was given back in part the rest is paid.
   */
  private static PaymentNotice notice(PaymentOrder order, StatusAnswer.Transaction one) {
    var amount = one.amount() == null ? order.amount() : one.amount();
    var currency = one.currency() == null ? PaymentOrder.CURRENCY : one.currency();
    var returned = one.returned();
    return one.outcome() == PaymentOutcome.REFUNDED && returned != null && returned.compareTo(amount) < 0
        ? new PaymentNotice(NAME, order.id(), one.reference(), PaymentOutcome.PAID, amount, currency, returned)
        : new PaymentNotice(NAME, order.id(), one.reference(), one.outcome(), amount, currency);
  }

  @Override
  public List<String> check() {
    return panel.check();
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String nonce() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
