package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as the person's phone shows it, whatever the channel.
 *
 * @param id the provider's id of the message
 * @param fromPerson true when the person wrote it, false when it came from the bot
 * @param text what is read: body or caption; may be empty
 * @param buttons what can be tapped, in order
 * @param documentName the file's name, null when there is none
 * @param documentBytes the file, null when there is none
 * @param time when the provider took it
 * @param mark how far a message of the bot got, null for the person's own
 */
public record PhoneMessage(String id, boolean fromPerson, String text, List<Button> buttons,
    @Nullable String documentName, @Nullable Buffer documentBytes, Instant time, Receipt.@Nullable Mark mark) {
  public PhoneMessage {
    buttons = List.copyOf(buttons);
  }

  /** Something the person wrote or tapped. */
  public static PhoneMessage fromPerson(String id, String text, Instant time) {
    return new PhoneMessage(id, true, text, List.of(), null, null, time, null);
  }

  /** Something the bot wrote. */
  public static PhoneMessage fromBot(String id, String text, List<Button> buttons, Instant time) {
    return new PhoneMessage(id, false, text, buttons, null, null, time, Receipt.Mark.SENT);
  }

  public PhoneMessage withDocument(String name, Buffer bytes) {
    return new PhoneMessage(id, fromPerson, text, buttons, name, bytes, time, mark);
  }

  public PhoneMessage withMark(Receipt.Mark reached) {
    return new PhoneMessage(id, fromPerson, text, buttons, documentName, documentBytes, time, reached);
  }

  /**
   * Something that can be tapped.
   *
   * @param id what goes back to the bot
   * @param title what the person reads
   * @param description a second line, only on list rows
   * @param kind how the phone shows it
   */
  public record Button(String id, String title, @Nullable String description, Kind kind) {

    /**
     * A button under the message, a row of a list that opens, a button that opens an address (that is its id), or a reply
     * that an approved template brings, or a button that gives the bot the person's number or place.
     */
    public enum Kind {
      BUTTON, ROW, LINK, TEMPLATE, REQUEST
    }

    public static Button request(String what, String title) {
      return new Button(what, title, null, Kind.REQUEST);
    }

    public static Button link(String title, String url) {
      return new Button(url, title, null, Kind.LINK);
    }

    public static Button button(String id, String title) {
      return new Button(id, title, null, Kind.BUTTON);
    }
  }
}
