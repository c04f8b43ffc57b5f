package eu.apaserv.bot.core.dialogue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import eu.apaserv.bot.core.message.Content;
import org.jspecify.annotations.Nullable;

/** What came with a message, or instead of words. A reference only: the bytes are never kept in a session. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Attachment.Media.class, name = "media"),
    @JsonSubTypes.Type(value = Attachment.Place.class, name = "place"),
    @JsonSubTypes.Type(value = Attachment.Card.class, name = "card")})
public sealed interface Attachment {

  /**
   * A picture, voice note, video, sticker or file.
   *
   * @param type image, voice, audio, video, sticker or document
   * @param providerId how the channel fetches it
   * @param mimeType as the provider says, untrusted
   */
  record Media(String type, String providerId, @Nullable String mimeType) implements Attachment {}

  /** A pin on the map, in degrees; where it points is not checked. */
  record Place(double latitude, double longitude, @Nullable String label) implements Attachment {}

  /**
   * A contact card.
   *
   * @param own true only where the provider vouches that it is the sender's own number
   */
  record Card(@Nullable String phone, boolean own) implements Attachment {}

  /** What a message carries beside its words; null when it is words only. */
  static @Nullable Attachment of(Content content) {
    return switch (content) {
      case Content.Media media -> new Media(media.type(), media.providerId(), media.mimeType());
      case Content.Location(double latitude, double longitude, String label) -> new Place(latitude, longitude, label);
      case Content.ContactCard(String phone, boolean own) -> new Card(phone, own);
      default -> null;
    };
  }
}
