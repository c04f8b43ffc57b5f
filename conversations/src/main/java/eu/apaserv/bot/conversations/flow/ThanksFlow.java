package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Set;

/** Somebody thanks. */
public final class ThanksFlow implements Flow {
  @Override
  public String name() {
    return "thanks";
  }

  @Override
  public Set<String> intents() {
    return Set.of("thanks");
  }

  @Override
  public void run(Dialogue d) {
    d.say(Phrase.of("thanks"));
  }
}
