package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which client codes are tied to this chat, in which role, and what can be done with them. */
public final class AccountsFlow implements Flow {
  private final WhichAccount which;
  private final Business business;

  public AccountsFlow(WhichAccount which, Business business) {
    this.which = which;
    this.business = business;
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public Set<String> intents() {
    return Set.of("accounts");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.accounts"));
  }

  /** Asked for by those who need it; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var linked = which.linked(d);
    if (linked.isEmpty()) {
      d.say(Phrase.of("account.none"));
      d.say(Phrase.of("link.where"));
      d.offer(List.of(Next.LINK));
      return;
    }
    d.say(Phrase.of("account.list", "lines", linked.stream().map(this::line).toList()));
    d.offer(List.of(Next.LINK_MORE, Next.NAME, Next.DELEGATE, Next.REVOKE, Next.UNLINK));
  }

  private Phrase line(Account account) {
    return Phrase.of("account.line", "code", account.clientCode(), "place", account.label(), "role", role(account),
        "since", business.day(account.since()));
  }

  private static Phrase role(Account account) {
    return switch (account.role()) {
      case Account.HOLDER -> Phrase.of("account.as_holder");
      case Account.DELEGATE -> Phrase.of("account.as_delegate");
      default -> Phrase.plain(account.role());
    };
  }
}
