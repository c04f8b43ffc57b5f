package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ties a client code, or another one, to this chat. */
public final class LinkFlow implements Flow {
  private final Linking linking;

  public LinkFlow(Linking linking) {
    this.linking = linking;
  }

  @Override
  public String name() {
    return "link_account";
  }

  @Override
  public Set<String> intents() {
    return Set.of("link_account");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.link"));
  }

  @Override
  public String step() {
    return Linking.STEP;
  }

  @Override
  public boolean possible(Dialogue d) {
    return linking.isNobody(d);
  }

  @Override
  public void run(Dialogue d) {
    linking.link(d).ifPresent(account -> welcome(d, account));
  }

  private static void welcome(Dialogue d, Account account) {
    d.remember(WhichAccount.FACT, account.clientCode());
    d.say(Phrase.of("link.next"));
    d.offer(List.of(Next.BALANCE, Next.INVOICE, Next.INDEX));
  }
}
