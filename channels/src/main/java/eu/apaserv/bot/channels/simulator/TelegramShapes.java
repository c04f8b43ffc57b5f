package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** The objects of the Bot API as Telegram writes them. */
final class TelegramShapes {
  private final Clock clock;
  private final String token;

  TelegramShapes(Clock clock, String token) {
    this.clock = clock;
    this.token = token;
  }

  /** A message is counted within its chat, so both make its name. */
  static String name(String person, long id) {
    return person + ":" + id;
  }

  JsonObject message(String person, long id) {
    return new JsonObject().put("message_id", id).put("date", clock.instant().getEpochSecond()).put("chat",
        new JsonObject().put("id", Long.parseLong(person)).put("first_name", "Ana").put("type", "private"));
  }

  JsonObject user(String person) {
    return new JsonObject().put("id", Long.parseLong(person)).put("is_bot", false).put("first_name", "Ana")
        .put("language_code", "ro");
  }

  JsonObject me() {
    return new JsonObject().put("id", Long.parseLong(token.substring(0, token.indexOf(':')))).put("is_bot", true)
        .put("first_name", "Apaserv").put("username", "apaserv_bot");
  }

  /** A button was tapped, under this message of the bot's. */
  JsonObject tapped(String person, String query, PhoneMessage under, JsonArray keyboard, String choice) {
    var message = message(person, Long.parseLong(under.id().substring(under.id().indexOf(':') + 1)))
        .put("text", under.text()).put("reply_markup", new JsonObject().put("inline_keyboard", keyboard));
    return new JsonObject().put("id", query).put("from", user(person)).put("message", message)
        .put("chat_instance", "1").put("data", choice);
  }

  JsonObject membership(String person, String before, String now) {
    return new JsonObject().put("chat", message(person, 0).getJsonObject("chat")).put("from", user(person))
        .put("date", clock.instant().getEpochSecond())
        .put("old_chat_member", new JsonObject().put("user", me()).put("status", before))
        .put("new_chat_member", new JsonObject().put("user", me()).put("status", now).put("until_date", 0));
  }

  /** The fields of a typed message; Telegram marks a command in it. */
  static JsonObject text(String text) {
    var message = new JsonObject().put("text", text);
    if (text.startsWith("/") && text.length() > 1) {
      var command = text.split("\\s", 2)[0];
      message.put("entities", new JsonArray()
          .add(new JsonObject().put("type", "bot_command").put("offset", 0).put("length", command.length())));
    }
    return message;
  }

  /** The fields of a message with a file in it. */
  static JsonObject sent(String file, Call.Upload upload, String caption) {
    var message = caption.isEmpty() ? new JsonObject() : new JsonObject().put("caption", caption);
    if (!upload.contentType().startsWith("image/")) {
      return message.put("document", document(file, upload));
    }
    return message.put("photo", new JsonArray().add(document(file, upload).put("width", 640).put("height", 480)));
  }

  /** Telegram itself fills in whose number it is. */
  static JsonObject ownContact(String person, String number) {
    return new JsonObject().put("contact", new JsonObject().put("phone_number", number).put("first_name", "Ana")
        .put("user_id", Long.parseLong(person)));
  }

  static JsonObject place(double latitude, double longitude) {
    return new JsonObject().put("location",
        new JsonObject().put("latitude", latitude).put("longitude", longitude));
  }

  static JsonObject document(String file, Call.Upload upload) {
    return new JsonObject().put("file_id", file).put("file_unique_id", "u" + file).put("file_name", upload.fileName())
        .put("mime_type", upload.contentType()).put("file_size", upload.bytes().length());
  }

  static JsonArray photo(String file, Call.Upload upload) {
    return new JsonArray().add(new JsonObject().put("file_id", file).put("file_unique_id", "u" + file)
        .put("width", 800).put("height", 600).put("file_size", upload.bytes().length()));
  }

  static Answer done(Object result) {
    return Answer.json(200, new JsonObject().put("ok", true).put("result", result));
  }

  static Answer described(String description) {
    return Answer.json(200, new JsonObject().put("ok", true).put("result", true).put("description", description));
  }
}
