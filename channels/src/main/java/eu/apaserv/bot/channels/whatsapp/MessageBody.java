package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.json.JsonObject;

/** The body of {@code POST {phone-number-id}/messages}: our message within Meta's limits. Pure. */
final class MessageBody {
  private static final int TEXT = 4096;
  private static final int CAPTION = 1024;
  private static final int FILE_NAME = 240;

  private MessageBody() {}

  static JsonObject text(Outbound message, Content.Text text) {
    return text(envelope(message), text.body());
  }

  static JsonObject choices(Outbound message, Content.Choices choices) {
    return Menu.render(envelope(message), choices);
  }

  /** @param mediaId what the upload was named */
  static JsonObject document(Outbound message, Content.Document document, String mediaId) {
    var part = new JsonObject().put("id", mediaId).put("filename", fileName(document.fileName()));
    if (!document.caption().isBlank()) {
      part.put("caption", cut(document.caption(), CAPTION));
    }
    return envelope(message).put("type", "document").put("document", part);
  }

  static JsonObject text(JsonObject envelope, String body) {
    return envelope.put("type", "text").put("text",
        new JsonObject().put("body", cut(body, TEXT)).put("preview_url", false));
  }

  /** Our id travels along and comes back with every status: it settles a send whose answer was lost. */
  private static JsonObject envelope(Outbound message) {
    var to = message.to().id();
    var envelope = new JsonObject().put("messaging_product", "whatsapp").put("recipient_type", "individual")
        .put(Identity.isUserId(to) ? "recipient" : "to", to)
        .put("biz_opaque_callback_data", String.valueOf(message.id()));
    if (message.replyTo() != null) {
      envelope.put("context", new JsonObject().put("message_id", message.replyTo()));
    }
    return envelope;
  }

  private static String fileName(String name) {
    return cut(oneLine(name).replaceAll("[/\\\\:*?\"<>|]", "_"), FILE_NAME);
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  /** At most {@code longest} UTF-16 units, with … where something is missing; a surrogate pair stays whole. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var end = longest - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }
}
