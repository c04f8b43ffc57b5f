package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Set;

/** What this assistant cannot do itself: says so. */
public final class ElsewhereFlow implements Flow {
  @Override
  public String name() {
    return "elsewhere";
  }

  @Override
  public Set<String> intents() {
    return Set.of("subscribe_alerts", "unsubscribe_alerts");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public void run(Dialogue d) {
    d.say(Phrase.of("elsewhere.alerts"));
    d.offer(List.of());
  }
}
