package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Set;

/** Who we are and what this person can do now. */
public final class MenuFlow implements Flow {
  private final Accounts accounts;
  private final Business business;

  public MenuFlow(Accounts accounts, Business business) {
    this.accounts = accounts;
    this.business = business;
  }

  @Override
  public String name() {
    return "menu";
  }

  @Override
  public Set<String> intents() {
    return Set.of("greet", "help");
  }

  @Override
  public void run(Dialogue d) {
    boolean linked = !accounts.linked(d.person().conversation()).isEmpty();
    if (!linked && d.recall(Linking.INTRODUCED).isEmpty()) {
      d.say(Phrase.of("menu.first", "company", business.company().name()));
      d.remember(Linking.INTRODUCED, "yes");
    } else if (d.opening().intent().equals("greet")) {
      d.say(Phrase.of("menu.greeting"));
    }
    if (!linked) {
      d.say(Phrase.of("menu.unlinked"));
      d.offer(List.of(Next.BALANCE, Next.INDEX, Next.INVOICE, Next.LINK, Next.OUTAGE, Next.CONTACT, Next.PERSON));
    } else {
      d.say(Phrase.of("menu.linked"));
      d.offer(List.of(Next.BALANCE, Next.INDEX, Next.INVOICE, Next.OUTAGE, Next.CONTACT, Next.PERSON));
    }
  }
}
