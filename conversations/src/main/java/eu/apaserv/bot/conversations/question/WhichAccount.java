package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.billing.Seen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * For which of their client codes a person asks: the only one, the one they name, the one they chose last, or the one
 * they choose now. Who has none links one first, and then gets what they asked for.
 */
public final class WhichAccount {
  /** The conversation's fact that holds the client code chosen last. */
  public static final String FACT = "account";
  /** Named instead of a client code: let them choose again. */
  private static final String OTHER = "?";

  private final Accounts accounts;
  private final Linking linking;
  private final Business business;
  private final ClientCode clientCode;

  public WhichAccount(Accounts accounts, Linking linking, Business business) {
    this.accounts = accounts;
    this.linking = linking;
    this.business = business;
    this.clientCode = new ClientCode(business);
  }

  /**
   * The account meant.
   *
   * @param linked all of theirs
   */
  public record Chosen(Account account, List<Account> linked) {

    /** Which account is meant, where there are several. */
    public Optional<Phrase> heading() {
      return linked.size() > 1
          ? Optional.of(Phrase.of("account.this", "code", account.clientCode(), "place", place(account)))
          : Optional.empty();
    }

    /** The way to another of their accounts, where there are several. */
    public List<Suggestion> others(String intent) {
      return linked.size() > 1
          ? List.of(new Suggestion(Phrase.of("account.other"), intent, Map.of("client_code", OTHER)))
          : List.of();
    }
  }

  /**
   * The account, with what billing says about it now; empty when there is none in the end, or nothing can be seen of it:
   * why has been said.
   */
  public Optional<Chosen> account(Dialogue d) {
    return anyway(d).filter(chosen -> seen(d, chosen.account().clientCode()));
  }

  private boolean seen(Dialogue d, String code) {
    switch (accounts.billing().look(code)) {
      case Seen.Current _ -> {
      }
      case Seen.Stale(Instant asAt) -> d.say(Phrase.of("billing.stale", "at", asAt.atZone(business.zone())));
      case Seen.Unseen _ -> {
        d.once("billing_promise", Boolean.class, key -> {
          accounts.billing().promise(key, d.person(), code);
          return true;
        });
        d.say(Phrase.of("billing.unseen", "phone", business.company().phone()));
        return false;
      }
    }
    return true;
  }

  /** The account, whether or not billing answers: for what is only sent to it. */
  public Optional<Chosen> anyway(Dialogue d) {
    var linked = linked(d);
    var named = named(d);
    if (linked.isEmpty() || (named.isPresent() && find(linked, named.get()).isEmpty())) {
      return linking.link(d).map(account -> chosen(d, account, linked(d)));
    }
    return Optional.of(chosen(d, linked.size() == 1 ? linked.getFirst() : choose(d, linked), linked));
  }

  private static Chosen chosen(Dialogue d, Account account, List<Account> linked) {
    d.remember(FACT, account.clientCode());
    return new Chosen(account, linked);
  }

  /** Those the conversation may act for. */
  public List<Account> linked(Dialogue d) {
    return accounts.linked(d.person().conversation());
  }

  /** The client code in the opening message; empty when none is. */
  public Optional<String> named(Dialogue d) {
    return clientCode.named(d.opening());
  }

  /** Kept for this run of the flow: another one chosen in a side question must not change it in the middle. */
  private static Account choose(Dialogue d, List<Account> linked) {
    var account = d.ask(question(d, linked));
    var kept = d.once("account_kept", String.class, _ -> account.clientCode());
    return find(linked, kept).orElse(account);
  }

  private static Question<Account> question(Dialogue d, List<Account> linked) {
    var options = linked.stream().map(WhichAccount::option).toList();
    Function<Said, Reading<Account>> typed = said -> linked.stream()
        .filter(a -> said.text().replaceAll("[\\s.-]", "").contains(a.clientCode())).findFirst().map(Reading::is)
        .orElseGet(Reading::unclear);
    Function<Said, Reading<Account>> given = said -> said.entity("client_code").or(() -> d.recall(FACT))
        .flatMap(code -> find(linked, code)).map(Reading::is).orElseGet(Reading::unclear);
    return Question.choosing("account", Phrase.of("account.which"), options).alsoReading(typed).given(given);
  }

  private static Option<Account> option(Account account) {
    return new Option<>(account.clientCode(),
        Phrase.of("account.option", "code", account.clientCode(), "place", place(account)), account);
  }

  private static Optional<Account> find(List<Account> linked, String code) {
    return linked.stream().filter(a -> a.clientCode().equals(code)).findFirst();
  }

  private static String place(Account account) {
    return account.places().stream().findFirst().map(ConsumptionPoint::label).orElse(account.holder());
  }
}
