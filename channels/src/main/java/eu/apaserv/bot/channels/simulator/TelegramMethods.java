package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the Bot API demands of its parameters. Every refusal is a {@link TelegramError} in Telegram's words. */
final class TelegramMethods {
  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_CAPTION = 1024;
  private static final int LONGEST_CALLBACK_DATA = 64;
  private static final int MOST_BUTTONS = 100;
  private static final Pattern COMMAND = Pattern.compile("[a-z0-9_]{1,32}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{0,256}");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** What a key of the keyboard gives when it is pressed. */
  static final String CONTACT = "request_contact";
  static final String LOCATION = "request_location";

  private TelegramMethods() {}

  /** The person written to: only private chats are simulated, and theirs are positive numbers. */
  static String chat(TelegramParameters parameters) {
    if (parameters.text("chat_id").isEmpty()) {
      throw TelegramError.bad("chat_id is empty");
    }
    var chat = parameters.number("chat_id", 0);
    if (chat <= 0) {
      throw TelegramError.bad("chat not found");
    }
    return Long.toString(chat);
  }

  /** What the person reads of a message. */
  static String text(TelegramParameters parameters) {
    var text = shown(parameters, "text");
    if (text.isBlank()) {
      throw TelegramError.bad("message text is empty");
    }
    if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
      throw TelegramError.bad("message is too long");
    }
    return text;
  }

  static String caption(TelegramParameters parameters) {
    var caption = shown(parameters, "caption");
    if (caption.codePointCount(0, caption.length()) > LONGEST_CAPTION) {
      throw TelegramError.bad("message caption is too long");
    }
    return caption;
  }

  private static String shown(TelegramParameters parameters, String name) {
    var text = parameters.text(name);
    return switch (parameters.text("parse_mode")) {
      case "" -> text;
      case "HTML" -> TelegramHtml.plain(text);
      default -> throw TelegramError.bad("unsupported parse_mode");
    };
  }

  static JsonArray rows(TelegramParameters parameters) {
    return parameters.object("reply_markup").map(m -> m.getJsonArray("inline_keyboard")).orElse(new JsonArray());
  }

  /** The buttons under a message, row by row. */
  static List<PhoneMessage.Button> buttons(TelegramParameters parameters) {
    var buttons = new ArrayList<PhoneMessage.Button>();
    for (var row : rows(parameters)) {
      if (!(row instanceof JsonArray cells)) {
        throw TelegramError.bad("can't parse inline keyboard button: Expected an Array");
      }
      cells.forEach(cell -> buttons.add(button((JsonObject) cell)));
    }
    for (var row : parameters.object("reply_markup").map(m -> m.getJsonArray("keyboard")).orElse(new JsonArray())) {
      ((JsonArray) row).forEach(cell -> buttons.add(key((JsonObject) cell)));
    }
    if (buttons.size() > MOST_BUTTONS) {
      throw TelegramError.bad("reply markup is too long");
    }
    return buttons;
  }

  /** A key of the keyboard below the chat. */
  private static PhoneMessage.Button key(JsonObject key) {
    var title = key.getString("text", "");
    if (title.isBlank()) {
      throw TelegramError.bad("can't parse keyboard button: Field \"text\" must be of type String");
    }
    return key.getBoolean("request_contact", false)
        ? PhoneMessage.Button.request(CONTACT, title)
        : PhoneMessage.Button.request(LOCATION, title);
  }

  private static PhoneMessage.Button button(JsonObject button) {
    if (button.getString("text", "").isBlank()) {
      throw TelegramError.bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    if (button.containsKey("url")) {
      return PhoneMessage.Button.link(button.getString("text"), address(button.getString("url", "")));
    }
    var data = button.getString("callback_data", "");
    var bytes = data.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_CALLBACK_DATA) {
      throw TelegramError.bad("BUTTON_DATA_INVALID");
    }
    return PhoneMessage.Button.button(data, button.getString("text"));
  }

  /** As Telegram: a name with a dot, for addresses that others can open too. */
  private static String address(String url) {
    if (!url.matches("https?://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}(:\\d+)?([/?#]\\S*)?")) {
      throw TelegramError.bad("inline keyboard button URL '" + url + "' is invalid: Wrong HTTP URL");
    }
    return url;
  }

  /** HTTPS, but for a bot on the same machine, as in the demo and in tests. */
  static TelegramQueue.Webhook webhook(TelegramParameters parameters) {
    var url = parameters.text("url");
    var uri = URI.create(url);
    if (!"https".equals(uri.getScheme()) && !LOOPBACK.contains(String.valueOf(uri.getHost()))) {
      throw TelegramError.bad("bad webhook: An HTTPS URL must be provided for webhook");
    }
    if (!SECRET.matcher(parameters.text("secret_token")).matches()) {
      throw TelegramError.bad("secret token contains unallowed characters");
    }
    return new TelegramQueue.Webhook(url, parameters.text("secret_token"), parameters.number("max_connections", 40));
  }

  static JsonArray commands(TelegramParameters parameters) {
    var commands = parameters.list("commands")
        .orElseThrow(() -> TelegramError.bad("parameter \"commands\" is required"));
    for (var command : commands) {
      var one = (JsonObject) command;
      if (!COMMAND.matcher(one.getString("command", "")).matches()) {
        throw TelegramError.bad("BOT_COMMAND_INVALID");
      }
      var description = one.getString("description", "");
      if (description.isBlank() || description.length() > 256) {
        throw TelegramError.bad("BOT_COMMAND_DESCRIPTION_INVALID");
      }
    }
    return commands;
  }
}
