package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Unties a client code from this chat. */
public final class UnlinkFlow implements Flow {
  private final WhichAccount which;
  private final AccountBook book;

  public UnlinkFlow(WhichAccount which, AccountBook book) {
    this.which = which;
    this.book = book;
  }

  @Override
  public String name() {
    return "unlink_account";
  }

  @Override
  public Set<String> intents() {
    return Set.of("unlink_account");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.unlink"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var linked = which.linked(d);
    var named = which.named(d);
    if (linked.isEmpty() || named.filter(code -> linked.stream().noneMatch(a -> a.clientCode().equals(code)))
        .isPresent()) {
      d.say(Phrase.of("unlink.not_linked"));
      d.offer(List.of(Next.LINK));
      return;
    }
    which.anyway(d).ifPresent(chosen -> unlink(d, chosen.account()));
  }

  private void unlink(Dialogue d, Account account) {
    var code = account.clientCode();
    if (!d.ask(YesNo.of("sure", Phrase.of("unlink.sure", "code", code, "place", account.label())))) {
      d.say(Phrase.of("unlink.kept", "code", code));
      return;
    }
    d.once("unlinked", Boolean.class, _ -> book.accounts().unlink(d.person().conversation(), code));
    d.remember(WhichAccount.FACT, "");
    d.say(Phrase.of("unlink.done", "code", code));
    d.offer(List.of(Next.LINK, Next.CONTACT));
  }
}
