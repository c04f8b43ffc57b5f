package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Moved;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Meta itself says of a person: another number, another business-scoped id. Pure. */
final class SystemNews {
  private SystemNews() {}

  /**
   * A message of type {@code system}. Empty for what changes no address: a new identity key (another telephone of the same
   * person), a kind of tomorrow, or one that lacks what it is about.
   */
  static Optional<Moved> of(JsonNode message) {
    var system = message.path("system");
    var from = Wire.text(message.path("from"));
    return switch (Wire.text(system.path("type"))) {
      case "user_changed_number" -> moved(number(from), number(first(system, "wa_id", "new_wa_id")));
      case "user_changed_user_id" -> moved(
          userId(from.isEmpty() || !Identity.isUserId(from) ? Wire.text(message.path("from_user_id")) : from),
          userId(Wire.text(system.path("user_id"))));
      default -> Optional.empty();
    };
  }

  /** One of {@code user_id_update}: an id and the one it replaces. */
  static Optional<Moved> updated(JsonNode update) {
    var id = update.path("user_id");
    return moved(userId(Wire.text(id.path("previous"))), userId(Wire.text(id.path("current"))));
  }

  private static String first(JsonNode node, String field, String otherwise) {
    var text = Wire.text(node.path(field));
    return text.isEmpty() ? Wire.text(node.path(otherwise)) : text;
  }

  private static Optional<Moved> moved(@Nullable String from, @Nullable String to) {
    return from == null || to == null || from.equals(to)
        ? Optional.empty()
        : Optional.of(new Moved(new Address(WhatsAppChannel.NAME, from), new Address(WhatsAppChannel.NAME, to)));
  }

  private static @Nullable String number(String text) {
    return Identity.number(text);
  }

  private static @Nullable String userId(String text) {
    return Identity.isUserId(text) ? text : null;
  }
}
