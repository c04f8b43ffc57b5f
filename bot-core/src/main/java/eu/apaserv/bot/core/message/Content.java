package eu.apaserv.bot.core.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says, in either direction, without a word of any provider. Stored as JSON by its {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Choices.class, name = "choices"),
    @JsonSubTypes.Type(value = Content.Document.class, name = "document"),
    @JsonSubTypes.Type(value = Content.Link.class, name = "link"),
    @JsonSubTypes.Type(value = Content.Notice.class, name = "notice"),
    @JsonSubTypes.Type(value = Content.Request.class, name = "request"),
    @JsonSubTypes.Type(value = Content.Picked.class, name = "picked"),
    @JsonSubTypes.Type(value = Content.Media.class, name = "media"),
    @JsonSubTypes.Type(value = Content.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Content.ContactCard.class, name = "contact"),
    @JsonSubTypes.Type(value = Content.Unsupported.class, name = "unsupported")})
public sealed interface Content {

  /** Plain text, both ways. Never markup: channels escape what they must. */
  record Text(String body) implements Content {}

  /** Outbound: text with things to pick from, in the order they are numbered. */
  record Choices(String body, List<Choice> choices) implements Content {
    public Choices {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Outbound: a document that is made when it is sent.
   *
   * @param reference what {@code Documents} opens; says nothing to the person
   * @param fileName what the person's phone calls it
   * @param mimeType for example {@code application/pdf}; what is {@code image/…} is shown as a picture where the channel can
   * @param caption text shown with it; may be empty
   */
  record Document(String reference, String fileName, String mimeType, String caption) implements Content {}

  /**
   * Outbound: text with one address to open, as a button where the channel has such.
   *
   * @param title what the button says; channels cut it to their own limit
   * @param url http or https
   */
  record Link(String body, String title, String url) implements Content {

    /** As it is written where nothing can be tapped: the address ends it, on a line of its own. */
    public String written() {
      return body.isBlank() ? url : body + "\n" + url;
    }
  }

  /**
   * Outbound: a message that we begin. Some providers let us begin only with words they have approved before: a template.
   *
   * @param template what is told, in lower case and the same for ever ({@code outage}); the approved words bear this name
   * @param language what the template is said in
   * @param parameters what fills the template, in its order
   * @param body the whole message where no template is needed; never itself a notice
   */
  record Notice(String template, Language language, List<String> parameters, Content body) implements Content {
    public Notice {
      parameters = List.copyOf(parameters);
      if (!template.matches("[a-z][a-z0-9_]{0,99}") || body instanceof Notice) {
        throw new IllegalArgumentException("A notice has a template in lower case and a body that is no notice");
      }
    }
  }

  /**
   * Outbound: text that asks for something the telephone itself knows, with a button that gives it where the channel has
   * such; elsewhere the text alone, which must say how to answer in words.
   *
   * @param title what the button says, where it does not bring its own words
   */
  record Request(String body, String title, Wanted wanted) implements Content {

    /** The person's own number, vouched for by the provider; or where they are. */
    public enum Wanted {
      NUMBER, PLACE
    }
  }

  /** What is said where no template is needed. */
  default Content plain() {
    return this instanceof Notice notice ? notice.body() : this;
  }

  /**
   * Inbound: a button or list row was tapped.
   *
   * @param choice the {@link Choice#id()} we once sent; untrusted, it may be old or forged
   * @param title what the button said, as the provider repeats it
   */
  record Picked(String choice, String title) implements Content {}

  /**
   * Inbound: a picture, voice note, video, sticker or file.
   *
   * @param type image, voice, audio, video, sticker or document
   * @param providerId how to fetch it from the provider
   * @param mimeType as the provider says, untrusted
   * @param caption what was typed under it; may be empty
   */
  record Media(String type, String providerId, @Nullable String mimeType, String caption) implements Content {}

  /** Inbound: a pin on the map, in degrees. */
  record Location(double latitude, double longitude, @Nullable String label) implements Content {}

  /**
   * Inbound: a contact card.
   *
   * @param own true only where the provider itself vouches that it is the sender's own number
   */
  record ContactCard(@Nullable String phone, boolean own) implements Content {}

  /** Inbound: something the channel knows of but cannot carry (a poll, a view-once picture, a kind of tomorrow). */
  record Unsupported(String what) implements Content {}
}
