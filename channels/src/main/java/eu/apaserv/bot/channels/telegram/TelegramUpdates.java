package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Reachable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Makes events of updates. Never throws: an update may be anything.
 *
 * <p>Only private chats are heard. {@code my_chat_member} tells there who blocked the bot and who let it in again.
 */
final class TelegramUpdates {
  static final String CHANNEL = "telegram";
  /** What we ask Telegram for. */
  static final List<String> ALLOWED = List.of("message", "edited_message", "callback_query", "my_chat_member");

  private static final List<String> QUERY_FIELDS = List.of("id", "from", "data", "inline_message_id");
  private static final Pattern QUERY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_DATA = 64;

  private final Clock clock;

  TelegramUpdates(Clock clock) {
    this.clock = clock;
  }

  /** The number of an update; empty when it has none, so that it is no update. */
  static OptionalLong id(JsonNode update) {
    var id = update.path("update_id");
    return id.isIntegralNumber() && id.canConvertToLong() ? OptionalLong.of(id.longValue()) : OptionalLong.empty();
  }

  TelegramUpdate read(long id, JsonNode update) {
    try {
      if (update.has("message")) {
        return message(id, update.get("message"));
      }
      if (update.has("edited_message")) {
        return edited(id, update.get("edited_message"));
      }
      if (update.has("my_chat_member")) {
        return member(id, update.get("my_chat_member"));
      }
      return update.has("callback_query") ? tap(id, update.get("callback_query")) : TelegramUpdate.ignored(id);
    } catch (JsonProcessingException | RuntimeException broken) {
      return TelegramUpdate.unreadable(id);
    }
  }

  private static TelegramUpdate message(long id, JsonNode node) throws JsonProcessingException {
    var message = Wire.read(node, TelegramContent.FIELDS, Message.class);
    return fromPerson(message)
        ? TelegramContent.of(message, node).map(content -> said(id, message, content))
            .orElse(TelegramUpdate.ignored(id))
        : TelegramUpdate.ignored(id);
  }

  /**
   * A corrected message is not taken for a new one: the conversation has gone on, and the correction would answer another
   * question. The person is told, as for whatever we cannot carry. Anything but words (a live location moves every few
   * seconds) changes silently.
   */
  private static TelegramUpdate edited(long id, JsonNode node) throws JsonProcessingException {
    var message = Wire.read(node, TelegramContent.FIELDS, Message.class);
    return fromPerson(message) && message.hasText()
        ? said(id, message, new Content.Unsupported("edited"))
        : TelegramUpdate.ignored(id);
  }

  private static TelegramUpdate member(long id, JsonNode change) {
    var chat = change.path("chat");
    if (!chat.path("type").asText().equals("private")) {
      return TelegramUpdate.ignored(id);
    }
    var number = chat.path("id");
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      return TelegramUpdate.unreadable(id);
    }
    var who = new Address(CHANNEL, number.asText());
    return switch (change.path("new_chat_member").path("status").asText()) {
      case "kicked", "left" -> TelegramUpdate.of(id, new Reachable(who, false));
      case "member" -> TelegramUpdate.of(id, new Reachable(who, true));
      default -> TelegramUpdate.ignored(id);
    };
  }

  private static boolean fromPerson(Message message) {
    return message.getChat().isUserChat() && message.getFrom() != null && !message.getFrom().getIsBot();
  }

  private static TelegramUpdate said(long id, Message message, Content content) {
    var from = new Address(CHANNEL, Long.toString(message.getChatId()));
    return TelegramUpdate.of(id, new Inbound(from, "u" + id, List.of(), name(message.getFrom()), content,
        Instant.ofEpochSecond(message.getDate())));
  }

  private TelegramUpdate tap(long id, JsonNode node) throws JsonProcessingException {
    var query = Wire.read(node, QUERY_FIELDS, CallbackQuery.class);
    if (query.getId() == null || !QUERY_ID.matcher(query.getId()).matches()) {
      return TelegramUpdate.unreadable(id);
    }
    var inbound = inPrivate(query, node) && query.getData() != null ? picked(query, node) : null;
    return new TelegramUpdate(id, inbound, query.getId(), true);
  }

  /** The message of an old tap may be missing; a private chat has the person's own number. */
  private static boolean inPrivate(CallbackQuery query, JsonNode node) {
    var chat = node.path("message").path("chat").path("type").asText("private");
    return chat.equals("private") && query.getInlineMessageId() == null && !query.getFrom().getIsBot();
  }

  private Inbound picked(CallbackQuery query, JsonNode node) {
    var from = new Address(CHANNEL, Long.toString(query.getFrom().getId()));
    var picked = new Content.Picked(Untrusted.text(query.getData(), LONGEST_DATA), title(node, query.getData()));
    return new Inbound(from, "c" + query.getId(), List.of(), name(query.getFrom()), picked, clock.instant());
  }

  /** The words on the button, which Telegram repeats with the message; empty when that is gone. */
  private static String title(JsonNode query, String data) {
    for (var row : query.path("message").path("reply_markup").path("inline_keyboard")) {
      for (var button : row) {
        if (data.equals(button.path("callback_data").asText())) {
          return Untrusted.text(button.path("text").asText(), LONGEST_NAME);
        }
      }
    }
    return "";
  }

  private static @Nullable String name(User user) {
    var name = (Untrusted.text(user.getFirstName(), LONGEST_NAME) + " "
        + Untrusted.text(user.getLastName(), LONGEST_NAME)).strip();
    return name.isEmpty() ? null : name;
  }
}
