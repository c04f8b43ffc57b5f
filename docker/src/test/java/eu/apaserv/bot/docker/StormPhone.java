package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Conversation;
import eu.apaserv.bot.channels.simulator.Faults;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.SmppCentre;
import eu.apaserv.bot.channels.simulator.Witness;
import eu.apaserv.bot.core.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One way to people in the storm, whatever it is simulated by.
 *
 * @param say a person says something there; returns once the bot has taken it
 */
record StormPhone(String name, Function<String, Conversation> of, Witness witness, Faults faults,
    BiConsumer<String, String> say) {
  /** A send that was claimed before a receipt came is on its way for so long at the most. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(1);

  static StormPhone of(String name, Provider provider) {
    return new StormPhone(name, provider::conversation, provider.witness(), provider.faults(),
        (person, words) -> Database.await(provider.say(person, words)));
  }

  static StormPhone of(String name, SmppCentre centre) {
    return new StormPhone(name, centre::conversation, centre.witness(), centre.switches(), (person, words) -> {
      if (!centre.say(person, words)) {
        throw new IllegalStateException("the centre gave up a delivery");
      }
    });
  }

  /** Something of the bot on the person's screen there. */
  record Shown(StormPhone phone, PhoneMessage message) {

    /** Whether the bot could not know, when it sent {@code copy}, that this had been taken. */
    boolean allows(Shown copy) {
      var id = message.id();
      Instant sent = copy.message.time();
      return phone.witness.wasUnseen(id)
          && phone.witness.toldAt(id).map(told -> told.plus(UNDER_WAY).isAfter(sent)).orElse(true);
    }
  }
}
