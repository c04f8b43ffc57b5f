package eu.apaserv.bot.conversations.payment.euplatesc;

import eu.apaserv.bot.conversations.payment.PaymentOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant panel's web service says about an order.
 *
 * @param transactions every attempt to pay it, as the service lists them; empty when it knows of none
 * @param objection the service's code for why it says nothing, plain characters only; empty when it does
 */
record StatusAnswer(List<Transaction> transactions, String objection) {
  private static final int LONGEST = 64 << 10;
  private static final int MOST = 50;
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,4})?");

  /**
   * One attempt to pay.
   *
   * @param outcome what came of it
   * @param amount lei; null where the service does not say: the order's own was in the signed link
   * @param currency null where the service does not say
   * @param returned lei that were given back; null: nothing, or the service does not say how much
   */
  record Transaction(String merchantId, String orderId, String reference, PaymentOutcome outcome,
      @Nullable BigDecimal amount, @Nullable String currency, @Nullable BigDecimal returned) {}

  /** Reads an answer; empty when it has not the service's shape. */
  static Optional<StatusAnswer> read(@Nullable Buffer body) {
    if (body == null || body.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Json.decodeValue(body) instanceof JsonObject answer ? of(answer) : Optional.empty();
    } catch (DecodeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<StatusAnswer> of(JsonObject answer) {
    if (answer.containsKey("error")) {
      var code = text(answer, "ecode").isEmpty() ? "none" : text(answer, "ecode");
      return Optional.of(new StatusAnswer(List.of(), code.replaceAll("[^A-Za-z0-9_-]", "?")));
    }
    return listed(answer.getValue("success")).map(list -> new StatusAnswer(list, ""));
  }

  /** The list comes as JSON inside a string; as a list it is taken too. */
  private static Optional<List<Transaction>> listed(@Nullable Object success) {
    var list = success instanceof String text && !text.isBlank() ? Json.decodeValue(text) : success;
    if (!(list instanceof JsonArray array) || array.size() > MOST) {
      return Optional.empty();
    }
    var found = new ArrayList<Transaction>();
    for (var item : array) {
      if (item instanceof JsonObject one) {
        found.add(transaction(one));
      }
    }
    return Optional.of(found);
  }

  private static Transaction transaction(JsonObject one) {
    var amount = text(one, "amount");
    var currency = text(one, "curr");
    return new Transaction(text(one, "merch_id"), text(one, "invoice_id"), text(one, "ep_id"), outcome(one),
        AMOUNT.matcher(amount).matches() ? new BigDecimal(amount) : null, currency.isEmpty() ? null : currency,
        returned(text(one, "refunded")));
  }

  /** "1" is a yes like that of "captured" beside it; anything else that is a number is a sum. */
  private static @Nullable BigDecimal returned(String refunded) {
    var sum = AMOUNT.matcher(refunded).matches() && !refunded.equals("1") ? new BigDecimal(refunded) : BigDecimal.ZERO;
    return sum.signum() > 0 ? sum : null;
  }

  /** Action 0 is approved, another number is not; what has no number is not decided. Money given back wins. */
  private static PaymentOutcome outcome(JsonObject one) {
    var action = text(one, "action");
    if (action.equals("0")) {
      var refunded = text(one, "refunded");
      return refunded.isEmpty() || refunded.matches("0+(\\.0+)?") ? PaymentOutcome.PAID : PaymentOutcome.REFUNDED;
    }
    return action.matches("[1-9]\\d{0,3}") ? PaymentOutcome.DECLINED : PaymentOutcome.PENDING;
  }

  private static String text(JsonObject object, String name) {
    var value = object.getValue(name);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }
}
