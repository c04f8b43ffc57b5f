package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Access;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.CodeRequest;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * For which of their client codes a person asks: the only one, the one they name, the one they chose last, or the one
 * they choose now. Who has none links one first, and then gets what they asked for.
 */
public final class WhichAccount {
  /** The conversation's fact that holds the client code chosen last. */
  public static final String FACT = "account";
  /** Named instead of a client code: let them choose again. */
  private static final String OTHER = "?";
  /** Named instead of a client code: not the one chosen last. */
  private static final String NEXT = "next";
  private static final double SURE = 0.9;
  /** What ends something for a code never chooses it for something else. */
  private static final Set<String> ENDING = Set.of("unlink_account", "revoke_access", "undo_link");
  /** Kept instead of a client code: all of them. */
  private static final String EVERY = "*";

  private final AccountBook book;
  private final Linking linking;
  private final Business business;
  private final ClientCode clientCode;
  private final Proof proof;

  public WhichAccount(AccountBook book, Linking linking, Business business) {
    this.book = book;
    this.linking = linking;
    this.business = business;
    this.clientCode = new ClientCode(business);
    this.proof = new Proof(book, business, CodeRequest.Purpose.FRESH, "fresh_");
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
          ? Optional.of(Phrase.of("account.this", "code", account.clientCode(), "place", account.label()))
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
    switch (book.accounts().billing().look(code)) {
      case Seen.Current _ -> {
      }
      case Seen.Stale(Instant asAt) -> d.say(Phrase.of("billing.stale", "at", asAt.atZone(business.zone())));
      case Seen.Unseen _ -> {
        d.once("billing_promise", Boolean.class, key -> {
          book.accounts().billing().promise(key, d.person(), code);
          return true;
        });
        d.say(Phrase.of("billing.unseen", "phone", business.company().phone()));
        return false;
      }
    }
    return true;
  }

  /** The same where all may be meant as well: every one of them is then answered for. */
  public Optional<List<Chosen>> accounts(Dialogue d) {
    return chosen(d, true).filter(all -> all.stream().allMatch(one -> seen(d, one.account().clientCode())));
  }

  /** The account, whether or not billing answers: for what is only sent to it. */
  public Optional<Chosen> anyway(Dialogue d) {
    return chosen(d, false).map(List::getFirst);
  }

  private Optional<List<Chosen>> chosen(Dialogue d, boolean every) {
    var linked = linked(d);
    if (!linked.isEmpty() && linking.noticeChanged(d) && !linking.agreed(d)) {
      d.once("notice_refused", Integer.class,
          _ -> book.accounts().unlinkAll(d.person().conversation(), "notice refused"));
      d.say(Phrase.of("link.notice_refused", "phone", business.company().phone()));
      return Optional.empty();
    }
    var named = named(d);
    if (linked.isEmpty() || (named.isPresent() && find(linked, named.get()).isEmpty())) {
      return linking.link(d).map(account -> List.of(chosen(d, account, linked(d))));
    }
    if (linked.size() == 1 && d.given("client_code").filter(NEXT::equals).isPresent()) {
      d.say(Phrase.of("account.only", "code", linked.getFirst().clientCode()));
      d.offer(List.of(new Suggestion(Phrase.of("next.link_more"), "link_account")));
      return Optional.empty();
    }
    var account = linked.size() == 1 ? Optional.of(linked.getFirst()) : choose(d, linked, every);
    return Optional.of(account.map(one -> List.of(chosen(d, one, linked)))
        .orElseGet(() -> linked.stream().map(one -> new Chosen(one, linked)).toList()));
  }

  /**
   * The same for what asks for more than a link: with {@link Access#FRESH} they prove themselves once more, unless they
   * just did. Only in their own right: whom a holder let in has nothing on file to be reached by.
   */
  public Optional<Chosen> account(Dialogue d, Access access) {
    return account(d).filter(chosen -> access != Access.FRESH || fresh(d, chosen.account()));
  }

  /** Whether they have just proved themselves for this account, or do so now; if not, why has been said. */
  public boolean fresh(Dialogue d, Account account) {
    if (account.role().equals(Account.DELEGATE)) {
      d.say(Phrase.of("account.holder_only", "code", account.clientCode()));
      return false;
    }
    if (book.codes().fresh(d.person().conversation(), account.clientCode())) {
      return true;
    }
    d.say(Phrase.of("account.prove", "code", account.clientCode()));
    return proof.ask(d, account.clientCode());
  }

  /**
   * Whether the proof is still good: asked once more right before something is done on its strength, for questions in between
   * may have waited for hours.
   */
  public boolean stillFresh(Dialogue d, Account account) {
    return d.keep("still_fresh_" + account.clientCode(), Boolean.class,
        () -> book.codes().fresh(d.person().conversation(), account.clientCode()));
  }

  private static Chosen chosen(Dialogue d, Account account, List<Account> linked) {
    d.remember(FACT, account.clientCode());
    return new Chosen(account, linked);
  }

  /** The client code that is meant by itself, or by the flat or the block of a place of it; empty where none or several are. */
  public static Optional<String> code(String name, List<Account> linked) {
    return find(linked, name.strip()).or(() -> Flat.account(name, linked)).map(Account::clientCode);
  }

  /** Those the conversation may act for. */
  public List<Account> linked(Dialogue d) {
    return book.accounts().linked(d.person().conversation());
  }

  /**
   * Ends every link of the conversation.
   *
   * @param why in two words, for staff
   * @return how many
   */
  public int unlinkAll(Dialogue d, String why) {
    return book.accounts().unlinkAll(d.person().conversation(), why);
  }

  /** The phone and e-mail billing has of an account's holder: never shown as they are. */
  public List<String> onFile(Account account) {
    return book.accounts().find(account.clientCode()).stream()
        .flatMap(customer -> Stream.of(customer.phone(), customer.email())).filter(Objects::nonNull).toList();
  }

  /** The client code in the opening message; empty when none is. */
  public Optional<String> named(Dialogue d) {
    return clientCode.named(d.opening());
  }

  /** Kept for this run of the flow: another one chosen in a side question must not change it in the middle. */
  private static Optional<Account> choose(Dialogue d, List<Account> linked, boolean every) {
    var account = d.ask(question(d, linked, every));
    var kept = d.keep("account_kept", String.class, () -> account.map(Account::clientCode).orElse(EVERY));
    return kept.equals(EVERY) ? Optional.empty() : find(linked, kept).or(() -> account);
  }

  /** Empty: all of them. */
  private static Question<Optional<Account>> question(Dialogue d, List<Account> linked, boolean every) {
    var options = linked.stream().map(WhichAccount::option).toList();
    var wish = d.opening().intent();
    Function<Said, Reading<Optional<Account>>> typed = said -> isKeyword(said, wish)
        ? Reading.unclear()
        : codes(said, linked) > 1
            ? several(said, linked, every)
            : linked.stream()
                .filter(a -> said.text().replaceAll("[\\s.-]", "").contains(a.clientCode())).findFirst()
                .or(() -> Nickname.account(said.text(), linked)).or(() -> Flat.account(said.text(), linked))
                .or(() -> Flat.named(said.text(), linked)).or(() -> Ordinal.only(said.text(), linked))
                .map(Optional::of).map(Reading::is)
                .orElseGet(() -> said.entity("every").isPresent() && Set.of("every", wish).contains(said.intent())
                    ? all(linked, every)
                    : own(said, linked));
    return Question.choosing("account", Phrase.of("account.which"), options).alsoReading(typed)
        .why(Phrase.of("account.why"))
        .given(said -> said.entity("every").isPresent() && every && List.of("every", wish, "").contains(said.intent())
            ? Reading.is(Optional.empty())
            : Optional.of(said).filter(one -> !isKeyword(one, wish)).flatMap(one -> meant(one, d, linked))
                .map(Optional::of).map(Reading::is).orElseGet(Reading::unclear));
  }

  /** How many of theirs are named: of several none is meant alone. */
  private static long codes(Said said, List<Account> linked) {
    var digits = said.text().replaceAll("[\\s.-]", "");
    return linked.stream().filter(account -> digits.contains(account.clientCode())).count();
  }

  /** All of theirs by name are all; some of them, or each with something of its own, are none alone. */
  private static Reading<Optional<Account>> several(Said said, List<Account> linked, boolean every) {
    return every && codes(said, linked) == linked.size() && said.entity("readings").isEmpty()
        ? Reading.is(Optional.empty())
        : Reading.unclear();
  }

  /** "INDEX 1010035 500", "scoate codul 1010035" are other wishes with their own code, and more in them than a code. */
  private static boolean isKeyword(Said said, String wish) {
    return said.confidence() >= SURE && !said.intent().equals(wish) && said.entity("client_code").isPresent()
        && (said.entity("index_value").isPresent() || ENDING.contains(said.intent()));
  }

  /** Where only one can be answered for, that is said. */
  private static Reading<Optional<Account>> all(List<Account> linked, boolean every) {
    return every ? Reading.is(Optional.empty()) : Reading.wrong(Phrase.of("account.several", "n", linked.size()));
  }

  /** "Al meu": the one they are the holder of; where they hold several, or none, all are theirs alike. */
  private static Reading<Optional<Account>> own(Said said, List<Account> linked) {
    if (!Own.says(said.text())) {
      return Reading.unclear();
    }
    var held = linked.stream().filter(account -> account.role().equals(Account.HOLDER)).toList();
    return held.size() == 1
        ? Reading.is(Optional.of(held.getFirst()))
        : Reading.wrong(Phrase.of("account.several", "n", linked.size()));
  }

  /** The code in the message, or else the name of a place in it, or else the account chosen last. */
  private static Optional<Account> meant(Said said, Dialogue d, List<Account> linked) {
    var code = said.entity("client_code");
    if (code.filter(NEXT::equals).isPresent()) {
      var others = linked.stream().filter(a -> !d.recall(FACT).filter(a.clientCode()::equals).isPresent()).toList();
      return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }
    return code.isPresent()
        ? find(linked, code.get())
        : Nickname.account(said.text(), linked).or(() -> Flat.at(said, linked))
            .or(() -> Flat.named(said.text(), linked))
            .or(() -> Ordinal.account(said.text(), linked))
            .or(() -> d.recall(FACT).flatMap(last -> find(linked, last)));
  }

  private static Option<Optional<Account>> option(Account account) {
    return new Option<>(account.clientCode(),
        Phrase.of("account.option", "code", account.clientCode(), "place", account.label()), Optional.of(account));
  }

  private static Optional<Account> find(List<Account> linked, String code) {
    return linked.stream().filter(a -> a.clientCode().equals(code)).findFirst();
  }
}
