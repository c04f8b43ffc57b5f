package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.List;
import java.util.Set;

/** What this assistant cannot do itself: says who can, and how to reach them. */
public final class ElsewhereFlow implements Flow {
  private final Business business;

  public ElsewhereFlow(Business business) {
    this.business = business;
  }

  @Override
  public String name() {
    return "elsewhere";
  }

  @Override
  public Set<String> intents() {
    return Set.of("subscribe_alerts", "unsubscribe_alerts", "privacy");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public void run(Dialogue d) {
    if (d.opening().intent().equals("privacy")) {
      say(d, Phrase.of("elsewhere.privacy", "terms", business.terms().address(), "email", business.company().email()),
          List.of(Next.PERSON, Next.CONTACT));
    } else {
      say(d, Phrase.of("elsewhere.alerts"), List.of());
    }
  }

  private static void say(Dialogue d, Phrase phrase, List<Suggestion> steps) {
    d.say(phrase);
    d.offer(steps);
  }
}
