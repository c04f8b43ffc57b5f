package eu.apaserv.bot.conversations.payment.simulator;

import eu.apaserv.bot.conversations.payment.euplatesc.FieldsHash;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The web service of EuPlătesc's merchant panel, as strict about signatures as the real one. */
final class EuplatescPanel {
  private static final int BEGUN = 1;

  private EuplatescPanel() {}

  /** @param orders by our order id */
  static JsonObject answer(MultiMap fields, Function<String, Optional<SimulatedOrder>> orders) {
    var names = "check_mid".equals(fields.get("method"))
        ? List.of("method", "mid", "timestamp", "nonce")
        : List.of("method", "mid", "invoice_id", "timestamp", "nonce");
    var signed = names.stream().map(name -> Objects.requireNonNullElse(fields.get(name), "")).toList();
    if (!Signer.MERCHANT.equals(fields.get("mid"))) {
      return error("Invalid mid", "2");
    }
    if (!new FieldsHash(Signer.HEX_KEY).of(signed).equals(fields.get("fp_hash"))) {
      return error("Invalid fp_hash", "5");
    }
    return switch (signed.getFirst()) {
      case "check_mid" -> new JsonObject().put("name", "Demo").put("status", "test");
      case "check_status" -> orders.apply(signed.get(2)).filter(order -> order.status() != BEGUN)
          .map(EuplatescPanel::listed).orElseGet(() -> error("No transaction found", "7"));
      default -> error("Invalid method", "1");
    };
  }

  /** As the service does it: the list is text inside the answer. */
  private static JsonObject listed(SimulatedOrder order) {
    var paid = order.status() == 3 || order.status() == 8;
    var one = new JsonObject().put("merch_id", Signer.MERCHANT).put("invoice_id", order.id())
        .put("ep_id", order.ref()).put("action", paid ? "0" : "2").put("message", paid ? "Approved" : "Declined")
        .put("captured", paid ? "1" : "0").put("refunded", order.refunded());
    return new JsonObject().put("success", new JsonArray().add(one).encode());
  }

  private static JsonObject error(String message, String code) {
    return new JsonObject().put("error", message).put("ecode", code);
  }
}
