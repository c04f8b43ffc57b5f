package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profiles beside the messages of one change. Each is read once: a change may hold thousands of both. */
final class Contacts {
  private final Map<String, JsonNode> byNumber = new HashMap<>();
  private final Map<String, JsonNode> byUserId = new HashMap<>();

  Contacts(JsonNode contacts) {
    for (var contact : contacts) {
      byNumber.putIfAbsent(Wire.text(contact.path("wa_id")), contact);
      byUserId.putIfAbsent(Wire.text(contact.path("user_id")), contact);
    }
  }

  /**
   * The contact of this very sender: a batch may hold several people. Missing where there is none.
   *
   * @param from as the message says; may be empty
   */
  JsonNode of(String from, @Nullable String userId) {
    var known = from.isEmpty() ? null : byNumber.get(from);
    if (known == null && userId != null) {
      known = byUserId.get(userId);
    }
    return known == null ? MissingNode.getInstance() : known;
  }
}
