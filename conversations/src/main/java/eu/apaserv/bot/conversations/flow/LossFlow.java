package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Water that is lost behind the meter, as whoever closes all taps and looks at it finds out: where to look, what to close, and
 * what is ours to mend after all.
 */
public final class LossFlow implements Flow {
  @Override
  public String name() {
    return "water_loss";
  }

  @Override
  public Set<String> intents() {
    return Set.of("water_loss");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.loss"));
  }

  /** Asked for by those who have looked; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    d.say(Phrase.of("loss.behind"));
    d.say(Phrase.of("loss.where"));
    d.say(Phrase.of("loss.close"));
    d.offer(List.of(Next.FAULT, Next.CONSUMPTION, Next.PERSON));
  }
}
