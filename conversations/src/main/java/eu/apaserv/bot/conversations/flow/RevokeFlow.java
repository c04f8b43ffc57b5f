package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.Person;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who besides the holder may act for an account, and taking it back. */
public final class RevokeFlow implements Flow {
  private final WhichAccount which;
  private final AccountBook book;

  public RevokeFlow(WhichAccount which, AccountBook book) {
    this.which = which;
    this.book = book;
  }

  @Override
  public String name() {
    return "revoke_access";
  }

  @Override
  public Set<String> intents() {
    return Set.of("revoke_access");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.revoke"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    which.anyway(d).map(WhichAccount.Chosen::account).ifPresent(account -> {
      if (account.role().equals(Account.HOLDER)) {
        show(d, account);
      } else {
        d.say(Phrase.of("account.holder_only", "code", account.clientCode()));
      }
    });
  }

  private void show(Dialogue d, Account account) {
    var people = book.delegations().people(d.person().conversation(), account.clientCode());
    if (people.isEmpty()) {
      d.say(Phrase.of("revoke.nobody", "code", account.clientCode()));
      d.offer(List.of(Next.DELEGATE));
      return;
    }
    d.say(Phrase.of("revoke.list", "code", account.clientCode(), "lines", people.stream().map(RevokeFlow::line)
        .toList()));
    var delegates = people.stream().filter(Person.Delegate.class::isInstance).map(Person.Delegate.class::cast)
        .toList();
    if (delegates.isEmpty()) {
      d.say(Phrase.of("revoke.by_office"));
      d.offer(List.of(Next.DELEGATE, Next.PERSON));
    } else {
      revoke(d, delegates);
    }
  }

  private void revoke(Dialogue d, List<Person.Delegate> delegates) {
    var options = new ArrayList<Option<Optional<Person.Delegate>>>();
    delegates.forEach(one -> options.add(new Option<>(one.id().toString().substring(0, 8),
        Phrase.of("revoke.end", "name", one.name()), Optional.of(one))));
    options.add(new Option<>("nobody", Phrase.of("revoke.keep"), Optional.empty()));
    var whom = d.ask(Question.choosing("whom", Phrase.of("revoke.whom"), options));
    whom.ifPresentOrElse(one -> {
      d.once("revoked", Boolean.class, _ -> book.delegations().revoke(d.person().conversation(), one.id()));
      d.say(Phrase.of("revoke.done", "name", one.name()));
    }, () -> d.say(Phrase.of("revoke.kept")));
  }

  private static Phrase line(Person person) {
    var until = person.until() == null ? Phrase.of("revoke.no_end") : Phrase.of("revoke.until", "day", person.until());
    return switch (person) {
      case Person.Representative(var name, var role, _) ->
        Phrase.of("revoke.representative", "name", name, "role", role, "until", until);
      case Person.Delegate one -> Phrase.of(one.accepted() ? "revoke.delegate" : "revoke.invited", "name", one.name(),
          "until", until);
    };
  }
}
