package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.message.Content;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** What a person's message says. */
final class TelegramContent {
  /** Contents that a person sends and we cannot carry; whatever else a message may hold tells of the chat itself. */
  private static final List<String> UNSUPPORTED = List.of("poll", "dice", "game", "story", "paid_media", "checklist",
      "live_photo", "rich_message", "invoice", "gift");

  /** What is read of a message. */
  static final List<String> FIELDS = List.of("message_id", "from", "date", "chat", "text", "caption", "photo", "voice",
      "audio", "video", "video_note", "animation", "sticker", "document", "location", "venue", "contact");

  /** {@code /sold@apaserv_bot 3}: what follows the slash is what the person means. */
  private static final Pattern COMMAND = Pattern.compile("/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]{1,64})?(?=\\s|$)");

  /** In UTF-16 units: Telegram's 4096 characters, all of them beyond the first plane. */
  private static final int LONGEST_TEXT = 8192;
  private static final int LONGEST_FILE_ID = 256;
  private static final int LONGEST_LABEL = 200;

  private TelegramContent() {}

  /** @return empty when it holds nothing that a person said */
  static Optional<Content> of(Message message, JsonNode node) {
    if (message.getText() != null) {
      return Optional.of(new Content.Text(command(Untrusted.text(message.getText(), LONGEST_TEXT))));
    }
    if (message.getContact() != null) {
      return Optional.of(contact(message, node));
    }
    if (message.getLocation() != null) {
      return Optional.of(location(message));
    }
    return media(message).or(() -> UNSUPPORTED.stream().filter(node::has).<Content>map(Content.Unsupported::new)
        .findFirst());
  }

  /** A command is a word with a slash; only the greeting keeps it, for it may carry the payload of a link. */
  private static String command(String text) {
    var command = COMMAND.matcher(text);
    if (!command.lookingAt()) {
      return text;
    }
    var word = command.group(1);
    return (word.equalsIgnoreCase("start") ? "/start" : word) + text.substring(command.end());
  }

  private static Optional<Content> media(Message message) {
    if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
      return media("image", message.getPhoto().getLast().getFileId(), "image/jpeg", message);
    }
    if (message.getVoice() != null) {
      return media("voice", message.getVoice().getFileId(), message.getVoice().getMimeType(), message);
    }
    if (message.getAudio() != null) {
      return media("audio", message.getAudio().getFileId(), message.getAudio().getMimeType(), message);
    }
    if (message.getVideo() != null) {
      return media("video", message.getVideo().getFileId(), message.getVideo().getMimeType(), message);
    }
    if (message.getVideoNote() != null) {
      return media("video", message.getVideoNote().getFileId(), null, message);
    }
    // An animation comes with a document of the same file beside it, for clients that know no animations.
    if (message.getAnimation() != null) {
      return media("video", message.getAnimation().getFileId(), message.getAnimation().getMimeType(), message);
    }
    if (message.getSticker() != null) {
      return media("sticker", message.getSticker().getFileId(), null, message);
    }
    return message.getDocument() == null
        ? Optional.empty()
        : media("document", message.getDocument().getFileId(), message.getDocument().getMimeType(), message);
  }

  private static Optional<Content> media(String type, String file, @Nullable String mimeType, Message message) {
    var caption = Untrusted.text(message.getCaption(), LONGEST_TEXT);
    return Optional.of(new Content.Media(type, Untrusted.text(file, LONGEST_FILE_ID),
        mimeType == null ? null : Untrusted.text(mimeType, LONGEST_LABEL), caption));
  }

  private static Content location(Message message) {
    var at = message.getLocation();
    // Not the other way round: what is no number is not greater either.
    if (!(Math.abs(at.getLatitude()) <= 90) || !(Math.abs(at.getLongitude()) <= 180)) {
      throw new IllegalArgumentException("No such place on Earth");
    }
    var venue = message.getVenue();
    return new Content.Location(at.getLatitude(), at.getLongitude(),
        venue == null || venue.getTitle() == null ? null : Untrusted.text(venue.getTitle(), LONGEST_LABEL));
  }

  /**
   * The sender's own number only when Telegram itself says so: its server fills in {@code user_id}, a client cannot. A
   * forwarded card keeps the id of whoever it is about, and proves nothing of who sends it.
   */
  private static Content contact(Message message, JsonNode node) {
    var card = message.getContact();
    var own = card.getUserId() != null && card.getUserId().equals(message.getFrom().getId())
        && !node.has("forward_origin") && !node.has("forward_date");
    var phone = phone(card.getPhoneNumber(), own);
    return new Content.ContactCard(phone, own && phone != null);
  }

  /** E.164, or null. Telegram writes an account's own number in full, with or without the plus. */
  private static @Nullable String phone(@Nullable String written, boolean own) {
    if (written == null) {
      return null;
    }
    var bounded = Untrusted.text(written, 32).strip();
    try {
      var numbers = PhoneNumberUtil.getInstance();
      var number = numbers.parse(own && !bounded.startsWith("+") ? "+" + bounded : bounded, "RO");
      return numbers.isPossibleNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : null;
    } catch (NumberParseException notANumber) {
      return null;
    }
  }
}
