package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.simulator.PhoneMessage.Button;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The objects of the Cloud API as Meta writes them. People are named by their number, or by an id when they hide it. */
final class WhatsAppShapes {
  private WhatsAppShapes() {}

  static JsonObject contact(String person) {
    var contact = new JsonObject().put("profile", new JsonObject().put("name", "Ana Pop")).put("user_id",
        userId(person));
    return hidesNumber(person) ? contact : contact.put("wa_id", person.substring(1));
  }

  /** The answer to our request for the number. */
  static JsonObject ownCard(String number) {
    return new JsonObject().put("type", "contacts").put("contacts", new JsonArray().add(new JsonObject()
        .put("origin", "contact_request").put("name", new JsonObject().put("formatted_name", "Ana Pop"))
        .put("phones", new JsonArray().add(new JsonObject().put("phone", "+" + number).put("wa_id", number)))));
  }

  static boolean hidesNumber(String person) {
    return !person.startsWith("+");
  }

  static String userId(String person) {
    return hidesNumber(person)
        ? person
        : "RO." + UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }

  static JsonObject status(String person, String id, String status, @Nullable String opaque, String seconds) {
    var json = new JsonObject().put("id", id).put("status", status).put("timestamp", seconds)
        .put("recipient_user_id", userId(person)).put("pricing", new JsonObject().put("billable", false)
            .put("pricing_model", "PMP").put("type", "free_customer_service").put("category", "service"));
    if (!hidesNumber(person)) {
      json.put("recipient_id", person.substring(1));
    }
    if (opaque != null) {
      json.put("biz_opaque_callback_data", opaque);
    }
    return status.equals("failed") ? json.put("errors", new JsonArray().add(error(131026, "Undeliverable"))) : json;
  }

  static JsonObject error(int code, String details) {
    return new JsonObject().put("message", "(#" + code + ") " + details).put("type", "OAuthException").put("code", code)
        .put("error_data", new JsonObject().put("messaging_product", "whatsapp").put("details", details))
        .put("fbtrace_id", "Az8or2yhqkZfEZ");
  }

  static JsonObject said(String text) {
    return new JsonObject().put("type", "text").put("text", new JsonObject().put("body", text));
  }

  /** The number itself, in good health. */
  static JsonObject number(String id) {
    return new JsonObject().put("id", id).put("display_phone_number", "+40 31 000 1111").put("quality_rating", "GREEN")
        .put("status", "CONNECTED");
  }

  /** A person taps a button or a row of the message with that id. */
  static JsonObject reply(Button button, String to) {
    var context = new JsonObject().put("id", to);
    if (button.kind() == Button.Kind.TEMPLATE) {
      return new JsonObject().put("type", "button").put("context", context)
          .put("button", new JsonObject().put("payload", button.id()).put("text", button.title()));
    }
    var kind = button.kind() == Button.Kind.ROW ? "list_reply" : "button_reply";
    var reply = new JsonObject().put("id", button.id()).put("title", button.title());
    if (button.description() != null) {
      reply.put("description", button.description());
    }
    return new JsonObject().put("type", "interactive").put("context", context)
        .put("interactive", new JsonObject().put("type", kind).put(kind, reply));
  }
}
