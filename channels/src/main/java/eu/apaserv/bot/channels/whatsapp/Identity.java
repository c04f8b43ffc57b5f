package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.message.Address;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote: by number where Meta gives it, else by the business-scoped user id that people with a username have.
 *
 * @param number E.164 with +, or null
 * @param userId the business-scoped id, or null; never both null
 */
record Identity(@Nullable String number, @Nullable String userId, @Nullable String name) {
  private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{6,14}");
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}(\\.ENT)?\\.[A-Za-z0-9]{1,128}");
  private static final int LONGEST_NAME = 200;

  /** Null when the message names nobody. */
  static @Nullable Identity of(JsonNode message, Contacts contacts) {
    var from = Wire.text(message.path("from"));
    var number = number(from);
    var userId = userId(Wire.text(message.path("from_user_id")));
    if (userId == null) {
      userId = userId(from);
    }
    var contact = contacts.of(from, userId);
    if (number == null && userId != null) {
      number = number(Wire.text(contact.path("wa_id")));
    }
    if (userId == null && number != null) {
      userId = userId(Wire.text(contact.path("user_id")));
    }
    var name = Untrusted.text(Wire.text(contact.path("profile").path("name")), LONGEST_NAME).strip();
    return number == null && userId == null ? null : new Identity(number, userId, name.isEmpty() ? null : name);
  }

  /** E.164 with +, or null when it is no number. */
  static @Nullable String number(@Nullable String raw) {
    if (raw == null || !NUMBER.matcher(raw).matches()) {
      return null;
    }
    return raw.startsWith("+") ? raw : "+" + raw;
  }

  private static @Nullable String userId(String raw) {
    return USER_ID.matcher(raw).matches() ? raw : null;
  }

  /** Whether an address is a business-scoped id and no number. */
  static boolean isUserId(String address) {
    return userId(address) != null;
  }

  Address address() {
    return new Address(WhatsAppChannel.NAME, number != null ? number : String.valueOf(userId));
  }

  List<Address> aliases() {
    return number != null && userId != null ? List.of(new Address(WhatsAppChannel.NAME, userId)) : List.of();
  }
}
