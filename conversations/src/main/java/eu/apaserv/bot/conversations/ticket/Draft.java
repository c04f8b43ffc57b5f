package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.core.dialogue.Person;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket before it has a number.
 *
 * @param topic what exactly: a fault's type, a complaint's topic, what is to change; may be empty
 * @param conversation who files it, and gets the answer
 * @param clientCode the account it is about; null for somebody who is not linked
 * @param contact how else they want to be reached, in their words
 * @param body what they said; bounded
 * @param place where; null where that means nothing
 * @param photos the providers' names of files sent with it
 */
public record Draft(TicketKind kind, String topic, @Nullable UUID conversation, String channel, String language,
    @Nullable String clientCode, @Nullable String contact, String body, @Nullable Place place, List<String> photos) {
  private static final int LONGEST = 4000;

  public Draft {
    body = body.length() <= LONGEST ? body : body.substring(0, LONGEST);
    contact = contact == null || contact.length() <= 200 ? contact : contact.substring(0, 200);
    photos = List.copyOf(photos);
  }

  /** The shortest form: who says what. */
  public static Draft of(TicketKind kind, String topic, Person person, String body) {
    return new Draft(kind, topic, person.conversation(), person.address().channel(), person.language().code(), null,
        null,
        body, null, List.of());
  }

  public Draft about(@Nullable String code) {
    return new Draft(kind, topic, conversation, channel, language, code, contact, body, place, photos);
  }

  public Draft reachedAt(@Nullable String way) {
    return new Draft(kind, topic, conversation, channel, language, clientCode, way, body, place, photos);
  }

  public Draft at(@Nullable Place where) {
    return new Draft(kind, topic, conversation, channel, language, clientCode, contact, body, where, photos);
  }

  /** The place, of which all is null where that means nothing. */
  Place somewhere() {
    return place == null ? new Place(null, null, null, null, null, null, null) : place;
  }

  public Draft saying(String words) {
    return new Draft(kind, topic, conversation, channel, language, clientCode, contact, words, place, photos);
  }

  public Draft with(List<String> files) {
    return new Draft(kind, topic, conversation, channel, language, clientCode, contact, body, place, files);
  }
}
