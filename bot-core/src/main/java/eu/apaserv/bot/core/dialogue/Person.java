package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.util.UUID;

/**
 * Who is being talked to in this turn.
 *
 * @param conversation the conversation's id: what links, consents and effects are kept under
 * @param address where answers go
 * @param language the conversation's language now
 * @param capabilities what their channel shows
 * @param now the turn's time: flows ask no clock, so that a turn can be run again
 */
public record Person(UUID conversation, Address address, Language language, Capabilities capabilities, Instant now) {

  /** The same person, answered in this language. */
  Person speaking(Language other) {
    return new Person(conversation, address, other, capabilities, now);
  }
}
