package eu.apaserv.bot.conversations.payment.simulator;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What Netopia refuses when an order is begun. */
final class NetopiaRules {
  private NetopiaRules() {}

  /** Its error, or null when it takes the order. */
  static @Nullable JsonObject objection(JsonObject body, String posSignature, boolean known) {
    var order = body.getJsonObject("order", new JsonObject());
    var billing = order.getJsonObject("billing", new JsonObject());
    if (!posSignature.equals(order.getString("posSignature"))) {
      return error("21", "Invalid POS signature");
    }
    if (known) {
      return error("56", "Duplicated order");
    }
    var id = order.getString("orderID", "");
    if (id.isEmpty() || id.length() > 64) {
      return error("99", "Invalid orderID");
    }
    if (!(order.getValue("amount") instanceof Number amount)
        || new BigDecimal(amount.toString()).signum() <= 0 || !"RON".equals(order.getString("currency"))) {
      return error("99", "Invalid amount or currency");
    }
    for (var name : new String[]{"email", "phone", "firstName", "lastName", "city"}) {
      if (billing.getString(name, "").isBlank()) {
        return error("99", "billing." + name + " is required");
      }
    }
    var config = body.getJsonObject("config", new JsonObject());
    return config.getString("notifyUrl", "").isBlank() || config.getString("redirectUrl", "").isBlank()
        ? error("99", "notifyUrl and redirectUrl are required")
        : null;
  }

  private static JsonObject error(String code, String message) {
    return new JsonObject().put("code", code).put("message", message);
  }
}
