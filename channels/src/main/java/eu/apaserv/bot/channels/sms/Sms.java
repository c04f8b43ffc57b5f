package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Outbound;
import java.util.function.Function;

/**
 * A message as an SMS, whoever carries it.
 *
 * @param to a number in E.164
 * @param text in the letters it is to have on the phone, never blank
 */
public record Sms(String to, String text) {
  /** Choices are answered by their number, so there are as many as there are digits. */
  public static final Capabilities CAPABILITIES = new Capabilities(9, false, false, true);

  /**
   * Gives a message to {@code carrier}; what can be no SMS is refused without it.
   *
   * @param noNumber the code by which an address that is no phone number is refused
   */
  public static Delivery send(Outbound message, SmsLetters letters, String noNumber,
      Function<Sms, Delivery> carrier) {
    var text = SmsText.of(message.content(), letters);
    if (text.isEmpty()) {
      return new Delivery.Refused("content", "SMS carries text and choices only: send a link in place of a file");
    }
    if (text.get().isBlank()) {
      return new Delivery.Refused("empty", "nothing to send: the text is empty");
    }
    return PhoneNumber.e164(message.to().id()).map(to -> inParts(carrier.apply(new Sms(to, text.get())), text.get()))
        .orElseGet(() -> new Delivery.Refused(noNumber, "not a phone number"));
  }

  /** Who carries it may have cut it into more. */
  private static Delivery inParts(Delivery delivery, String text) {
    return delivery instanceof Delivery.Accepted(String providerId, int parts) && parts == 1
        ? new Delivery.Accepted(providerId, Segments.of(text).count())
        : delivery;
  }
}
