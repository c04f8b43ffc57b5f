package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.core.message.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All messages of one simulated person with the bot, both ways, in the order the provider took them. */
public final class Conversation {
  private final String person;
  private final List<PhoneMessage> messages = new ArrayList<>();

  Conversation(String person) {
    this.person = person;
  }

  /** The provider's name of the person: what {@code Address.id()} holds. */
  public String person() {
    return person;
  }

  /** A copy that does not change any more. */
  public synchronized List<PhoneMessage> messages() {
    return List.copyOf(messages);
  }

  /** The newest message of the bot. */
  public Optional<PhoneMessage> lastFromBot() {
    return messages().reversed().stream().filter(m -> !m.fromPerson()).findFirst();
  }

  /** The newest message that offers a choice, and the button with that id on it. */
  public Optional<Tapped> button(String choice) {
    return messages().reversed().stream()
        .flatMap(m -> m.buttons().stream().filter(b -> b.id().equals(choice)).map(b -> new Tapped(m, b))).findFirst();
  }

  synchronized void add(PhoneMessage message) {
    messages.add(message);
  }

  /** Replaces the message with the same id; empty when there is none. */
  synchronized Optional<PhoneMessage> mark(String id, Receipt.Mark mark) {
    for (var i = 0; i < messages.size(); i++) {
      if (messages.get(i).id().equals(id)) {
        var marked = messages.get(i).withMark(mark);
        messages.set(i, marked);
        return Optional.of(marked);
      }
    }
    return Optional.empty();
  }

  /** A button and the message it stands under. */
  public record Tapped(PhoneMessage message, PhoneMessage.Button button) {}
}
