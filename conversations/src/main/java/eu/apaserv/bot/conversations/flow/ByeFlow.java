package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Set;

/** Somebody takes leave. */
public final class ByeFlow implements Flow {
  @Override
  public String name() {
    return "bye";
  }

  @Override
  public Set<String> intents() {
    return Set.of("bye");
  }

  @Override
  public boolean closesOthers() {
    return true;
  }

  @Override
  public void run(Dialogue d) {
    d.say(Phrase.of("bye"));
  }
}
