package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.Delegations;
import eu.apaserv.bot.conversations.account.Invitation;
import eu.apaserv.bot.conversations.question.OtherWish;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The holder lets somebody else act for an account: for how long, and a code that the other person takes up. */
public final class DelegateFlow implements Flow {
  private static final Pattern NAME = Pattern.compile("(?=.*\\p{L})[\\p{L}\\p{N} .'’-]{2,40}");
  private static final int FOR_GOOD = 0;
  private static final int HALF = 6;
  private static final int YEAR = 12;

  private final WhichAccount which;
  private final AccountBook book;
  private final Business business;

  public DelegateFlow(WhichAccount which, AccountBook book, Business business) {
    this.which = which;
    this.book = book;
    this.business = business;
  }

  @Override
  public String name() {
    return "delegate_access";
  }

  @Override
  public Set<String> intents() {
    return Set.of("delegate_access");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.delegate"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    which.anyway(d).map(WhichAccount.Chosen::account).ifPresent(account -> {
      if (!account.role().equals(Account.HOLDER)) {
        d.say(Phrase.of("account.holder_only", "code", account.clientCode()));
      } else if (which.fresh(d, account)) {
        invite(d, account);
      }
    });
  }

  private void invite(Dialogue d, Account account) {
    var name = d.ask(Question.reading("who", Phrase.of("delegate.who", "code", account.clientCode()),
        DelegateFlow::read).anyText());
    int months = d.ask(Question.choosing("months", Phrase.of("delegate.how_long", "name", name),
        List.of(months("m1", 1), months("m6", HALF), months("m12", YEAR),
            new Option<>("open", Phrase.of("delegate.open"), FOR_GOOD))));
    var today = business.day(d.person().now());
    var invitation = d.once("invited", Invitation.class, key -> book.delegations().invite(key,
        new Delegations.Wish(d.person(), account.clientCode(), name,
            months == FOR_GOOD ? null : today.plusMonths(months))));
    switch (invitation) {
      case Invitation.Made(var expiresAt) -> d.say(Phrase.of("delegate.sent", "name", name, "expires",
          expiresAt.atZone(business.zone())));
      case Invitation.NotFresh _ -> d.say(Phrase.of("delegate.too_late"));
    }
    d.offer(List.of(Next.REVOKE));
  }

  private static Option<Integer> months(String key, int months) {
    return new Option<>(key, Phrase.of("delegate.months", "months", months), months);
  }

  private static Reading<String> read(Said said) {
    var name = said.text().strip().replaceAll("\\s+", " ");
    if (OtherWish.is(said, "delegate_access")) {
      return Reading.unclear();
    }
    return NAME.matcher(name).matches() ? Reading.is(name) : Reading.wrong(Phrase.of("delegate.unfit"));
  }
}
