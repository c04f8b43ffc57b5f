package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Set;

/** Who answers: a program, which is said plainly, and how a person is reached. */
public final class WhoFlow implements Flow {
  private final Business business;

  public WhoFlow(Business business) {
    this.business = business;
  }

  @Override
  public String name() {
    return "who_answers";
  }

  @Override
  public Set<String> intents() {
    return Set.of("who_answers");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("chat").isPresent()) {
      d.say(Phrase.of("menu.chat"));
      d.offer(List.of(Next.BALANCE, Next.INDEX, Next.FAULT));
      return;
    }
    d.say(Phrase.of("menu.who", "company", business.company().name()));
    d.offer(List.of(Next.PERSON));
  }
}
