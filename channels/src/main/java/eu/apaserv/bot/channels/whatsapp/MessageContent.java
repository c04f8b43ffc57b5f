package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.message.Content;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an inbound message says, by its {@code type}: the part of that name holds it. */
final class MessageContent {
  private static final int LONGEST_TEXT = 8192;
  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_KIND = 60;

  private MessageContent() {}

  /**
   * Empty for what asks for no answer: a reaction, a message taken back, news about the account.
   *
   * <p>A known kind without its part becomes Unsupported: somebody wrote and deserves an answer.
   */
  static Optional<Content> of(JsonNode message) {
    var type = kind(Wire.text(message.path("type")), "unknown");
    if (type.equals("reaction") || type.equals("revoke") || type.equals("system")) {
      return Optional.empty();
    }
    try {
      var content = read(type, message.path(type));
      return Optional.of(content == null ? new Content.Unsupported(type) : content);
    } catch (JsonProcessingException otherShape) {
      return Optional.of(new Content.Unsupported(type));
    }
  }

  private static @Nullable Content read(String type, JsonNode part) throws JsonProcessingException {
    return switch (type) {
      case "text" -> text(part(part, Wire.Text.class));
      case "interactive" -> interactive(part(part, Wire.Interactive.class));
      case "button" -> button(part(part, Wire.Button.class));
      case "image", "video", "audio", "document", "sticker" -> media(type, part(part, Wire.Media.class));
      case "location" -> location(part(part, Wire.Location.class));
      case "contacts" -> card(part(part.path(0), Wire.Card.class));
      case "edit" -> edited(part(part, Wire.Edit.class));
      case "unsupported" -> unsupported(part(part, Wire.Unsupported.class));
      default -> null;
    };
  }

  private static <T> @Nullable T part(JsonNode part, Class<T> shape) throws JsonProcessingException {
    return part.isObject() ? Wire.JSON.treeToValue(part, shape) : null;
  }

  private static @Nullable Content text(Wire.@Nullable Text text) {
    return text == null || text.body() == null ? null : new Content.Text(Untrusted.text(text.body(), LONGEST_TEXT));
  }

  private static @Nullable Content interactive(Wire.@Nullable Interactive interactive) {
    if (interactive == null) {
      return null;
    }
    var reply = interactive.buttonReply() != null ? interactive.buttonReply() : interactive.listReply();
    if (reply == null) {
      return new Content.Unsupported(kind(interactive.type(), "interactive"));
    }
    return picked(reply.id(), reply.title());
  }

  private static @Nullable Content button(Wire.@Nullable Button button) {
    if (button == null) {
      return null;
    }
    // A reply without a payload of ours echoes its own words: they are what is said.
    var echo = button.payload() != null && button.payload().equals(button.text());
    return picked(echo ? null : button.payload(), button.text());
  }

  /** Without an id the title is what was said. */
  private static @Nullable Content picked(@Nullable String id, @Nullable String title) {
    var choice = Untrusted.text(id, LONGEST_ID);
    var said = Untrusted.text(title, LONGEST_TITLE);
    if (choice.isBlank()) {
      return said.isBlank() ? null : new Content.Text(said);
    }
    return new Content.Picked(choice, said);
  }

  private static @Nullable Content media(String type, Wire.@Nullable Media media) {
    if (media == null || media.id() == null) {
      return null;
    }
    var kind = Boolean.TRUE.equals(media.voice()) ? "voice" : type;
    var mimeType = media.mimeType() == null ? null : Untrusted.text(media.mimeType(), LONGEST_TITLE);
    return new Content.Media(kind, Untrusted.text(media.id(), LONGEST_ID), mimeType,
        Untrusted.text(media.caption(), LONGEST_TEXT));
  }

  private static @Nullable Content location(Wire.@Nullable Location pin) {
    if (pin == null || pin.latitude() == null || pin.longitude() == null || !(Math.abs(pin.latitude()) <= 90)
        || !(Math.abs(pin.longitude()) <= 180)) {
      return null;
    }
    var label = Untrusted.text(pin.name() != null ? pin.name() : pin.address(), LONGEST_TITLE);
    return new Content.Location(pin.latitude(), pin.longitude(), label.isBlank() ? null : label);
  }

  /** Meta vouches for a number only when it answers our own request for it; any other card is just a card. */
  private static @Nullable Content card(Wire.@Nullable Card card) {
    if (card == null) {
      return null;
    }
    var phone = card.phones() == null || card.phones().isEmpty() ? null : card.phones().getFirst();
    if (phone == null) {
      return new Content.ContactCard(null, false);
    }
    var onWhatsApp = Identity.number(phone.waId());
    var own = "contact_request".equals(card.origin()) && onWhatsApp != null;
    var shown = onWhatsApp != null ? onWhatsApp : Untrusted.text(phone.phone(), 40);
    return new Content.ContactCard(shown.isBlank() ? null : shown, own);
  }

  /** An edited message is said anew; an edit of an edit does not exist. */
  private static @Nullable Content edited(Wire.@Nullable Edit edit) throws JsonProcessingException {
    if (edit == null || edit.message() == null) {
      return null;
    }
    var type = Wire.text(edit.message().path("type"));
    return type.equals("edit") ? null : read(type, edit.message().path(type));
  }

  private static Content unsupported(Wire.@Nullable Unsupported unsupported) {
    return new Content.Unsupported(kind(unsupported == null ? null : unsupported.type(), "unsupported"));
  }

  private static String kind(@Nullable String said, String otherwise) {
    var kind = Untrusted.text(said, LONGEST_KIND);
    return kind.isBlank() ? otherwise : kind;
  }
}
