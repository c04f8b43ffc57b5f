package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** The body of {@code POST {phone-number-id}/messages}: our message within Meta's limits. Pure. */
final class MessageBody {
  private static final Pattern NO_FILE_NAME = Pattern.compile("[/\\\\:*?\"<>|]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final int TEXT = 4096;
  private static final int CAPTION = 1024;
  private static final int FILE_NAME = 240;
  private static final int INTERACTIVE = 1024;
  private static final int BUTTON = 20;

  private MessageBody() {}

  static JsonObject text(Outbound message, Content.Text text) {
    return text(envelope(message), text.body());
  }

  static JsonObject choices(Outbound message, Content.Choices choices) {
    return Menu.render(envelope(message), choices);
  }

  /** Marks a person's message as read, and shows that we write. */
  static JsonObject read(String providerId) {
    return new JsonObject().put("messaging_product", "whatsapp").put("status", "read").put("message_id", providerId)
        .put("typing_indicator", new JsonObject().put("type", "text"));
  }

  /** A button that gives a number or a place; its words are the telephone's own. */
  static JsonObject request(Outbound message, Content.Request request) {
    if (request.body().isBlank() || request.body().length() > INTERACTIVE) {
      return text(envelope(message), request.body());
    }
    var place = request.wanted() == Content.Request.Wanted.PLACE;
    if (!place && !Identity.isUserId(message.to().id())) {
      return text(envelope(message), request.body()); // a number that we know already is not asked for
    }
    return envelope(message).put("type", "interactive").put("interactive",
        new JsonObject().put("type", place ? "location_request_message" : "request_contact_info")
            .put("body", new JsonObject().put("text", request.body()))
            .put("action", new JsonObject().put("name", place ? "send_location" : "request_contact_info")));
  }

  /** A button that opens an address; as text where Meta would refuse the button or cut what is read. */
  static JsonObject link(Outbound message, Content.Link link) {
    var title = cut(oneLine(link.title()), BUTTON);
    if (title.isEmpty() || link.body().isBlank() || link.body().length() > INTERACTIVE
        || !link.url().matches("https?://\\S{1,2000}")) {
      return text(envelope(message), link.written());
    }
    var action = new JsonObject().put("name", "cta_url").put("parameters",
        new JsonObject().put("display_text", title).put("url", link.url()));
    return envelope(message).put("type", "interactive").put("interactive", new JsonObject().put("type", "cta_url")
        .put("body", new JsonObject().put("text", link.body())).put("action", action));
  }

  /**
   * A picture is shown in the chat, any other file is offered under its name.
   *
   * @param mediaId what the upload was named
   */
  static JsonObject document(Outbound message, Content.Document document, String mediaId) {
    var type = isPicture(document) ? "image" : "document";
    var part = new JsonObject().put("id", mediaId);
    if (type.equals("document")) {
      part.put("filename", fileName(document.fileName()));
    }
    if (!document.caption().isBlank()) {
      part.put("caption", cut(document.caption(), CAPTION));
    }
    return envelope(message).put("type", type).put(type, part);
  }

  /** @param template as {@link TemplateMessage} makes it */
  static JsonObject template(Outbound message, JsonObject template) {
    return envelope(message).put("type", "template").put("template", template);
  }

  /** The two kinds Meta shows as pictures. */
  private static boolean isPicture(Content.Document document) {
    return document.mimeType().equals("image/png") || document.mimeType().equals("image/jpeg");
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

  static String fileName(String name) {
    return cut(NO_FILE_NAME.matcher(oneLine(name)).replaceAll("_"), FILE_NAME);
  }

  static String oneLine(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
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
