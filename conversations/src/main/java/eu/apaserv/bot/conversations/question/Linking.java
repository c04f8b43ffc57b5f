package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.CodeRequest;
import eu.apaserv.bot.conversations.account.Codes;
import eu.apaserv.bot.conversations.account.InvoiceFact;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.dialogue.Suggestion;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Consents.Consent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ties a client code to this chat: notice and consent, client code, then a one-time code sent to the phone or e-mail on
 * file. Nothing it says depends on whether the client code exists.
 */
public final class Linking {
  /** What the consent is about; see {@link Consents}. */
  public static final String PURPOSE = "assistant";

  /** The step that stands before all that is shown or done for a client code: who wants more meanwhile links only once. */
  public static final String STEP = "link";

  /** The conversation's fact that they have been told who answers and how to stop it. */
  public static final String INTRODUCED = "introduced";

  private static final int MOST_FACTS = 3;
  private static final Pattern AGREES = Pattern.compile(
      "^(?:da|sigur|ok|sunt de acord|yes|sure|i agree)[ ,.!]+(?!.*\\b(?:nu|n-?am|unde|cum|not|don'?t|where)\\b)");

  private final Accounts accounts;
  private final Codes codes;
  private final InvoiceFact facts;
  private final Consents consents;
  private final Business business;
  private final ClientCode clientCode;
  private final Proof proof;

  public Linking(AccountBook book, Consents consents, Business business) {
    this.accounts = book.accounts();
    this.codes = book.codes();
    this.facts = book.facts();
    this.consents = consents;
    this.business = business;
    this.clientCode = new ClientCode(business);
    this.proof = new Proof(book, business, CodeRequest.Purpose.LINK, "");
  }

  /** Whether no account is linked to the chat. */
  public boolean isNobody(Dialogue d) {
    return accounts.linked(d.person().conversation()).isEmpty();
  }

  /** The account that is linked in the end; empty when it is not: why has been said. */
  public Optional<Account> link(Dialogue d) {
    OwnNumber.keep(d, d.opening());
    if (!agreed(d)) {
      d.say(Phrase.of("link.refused", "phone", business.company().phone()));
      d.offer(List.of(new Suggestion(Phrase.of("next.link"), "link_account")));
      return Optional.empty();
    }
    var code = asleep(d).orElseGet(() -> clientCode.ask(d));
    var linked = accounts.linked(d.person().conversation(), code);
    if (linked.isPresent()) {
      d.say(Phrase.of("link.already", "code", code));
      return linked;
    }
    return byInvoice(d, code) || proof.ask(d, code) ? stillLinked(d, code) : Optional.empty();
  }

  /** Whether they agree to the notice as it is today; asked where they have not said so yet. */
  public boolean agreed(Dialogue d) {
    var person = d.person();
    if (consents.holds(person.conversation(), PURPOSE, business.terms().version())) {
      return true;
    }
    boolean before = d.keep("agreed_before", Boolean.class, () -> agreedBefore(d));
    var notice = Phrase.of(before ? "link.notice_changed" : "link.notice", "company", business.company().name(),
        "terms", business.terms().address());
    d.remember(INTRODUCED, "yes");
    var agreed = d.ask(YesNo.of("terms", notice, Phrase.of("link.agree"), Phrase.of("link.disagree"))
        .alsoReading(this::consent).asBeforehand()
        .why(Phrase.of("link.notice_why"))
        .again(Phrase.of("link.notice_again", "company", business.company().name(), "terms",
            business.terms().address()))
        .noting("client_code"));
    d.replacing("consent", Consent.class, key -> consents.keep(key, person.conversation(), new Consent(PURPOSE, agreed,
        business.terms().version(), person.language(), person.address().channel(), person.now())));
    return agreed;
  }

  /** "Da, leagă-l" agrees as plainly as a yes alone. */
  private Reading<Boolean> consent(Said said) {
    var help = clientCode.help(said);
    if (said.intent().equals("link_account") && AGREES.matcher(Plain.of(said.text())).find() && help.isPresent()) {
      return Reading.is(true);
    }
    if (help.isPresent()) {
      return Reading.wrong(help.get());
    }
    return Hesitation.is(said) ? Reading.wrong(Phrase.of("link.notice_why")) : YesNo.read(said);
  }

  /** Whether the notice they agreed to is another now: whoever is linked is then asked again. */
  boolean noticeChanged(Dialogue d) {
    return consents.last(d.person().conversation(), PURPOSE)
        .filter(last -> last.given() && !last.wording().equals(business.terms().version())).isPresent();
  }

  private boolean agreedBefore(Dialogue d) {
    return consents.last(d.person().conversation(), PURPOSE).filter(Consent::given).isPresent();
  }

  /** The only client code of a chat that has to prove itself again, unless they name one. */
  private Optional<String> asleep(Dialogue d) {
    if (clientCode.named(d.opening()).isPresent()) {
      return Optional.empty();
    }
    var codes = d.keep("asleep", Asleep.class, () -> new Asleep(accounts.asleep(d.person().conversation()))).codes();
    if (codes.size() != 1) {
      return Optional.empty();
    }
    d.say(Phrase.of("link.asleep", "code", codes.getFirst()));
    return Optional.of(codes.getFirst());
  }

  /** Client codes, kept for this run: proving one wakes it. */
  private record Asleep(List<String> codes) {}

  /** The last invoice's number or total instead of a code, where the chat's own number is the one on file. */
  private boolean byInvoice(Dialogue d, String code) {
    var own = OwnNumber.of(d);
    if (own.isEmpty() || !d.keep("fact_may_" + code, Boolean.class, () -> {
      var wanted = new CodeRequest("", d.person().conversation(), code, CodeRequest.Purpose.LINK, false, null);
      if (codes.refusal(wanted).isPresent()) {
        return false;
      }
      accounts.billing().look(code);
      return facts.mayReplaceCode(code, own.get());
    })) {
      return false;
    }
    var prompt = Phrase.of("link.fact");
    for (int n = 1; n <= MOST_FACTS; n++) {
      var typed = d.ask(fact("fact_" + n, prompt));
      if (typed.isEmpty()) {
        return false;
      }
      boolean right = d.replacing("fact_tried_" + n + "_" + code, Boolean.class,
          key -> facts.prove(key, d.person().conversation(), code, own.get(), typed));
      if (right) {
        return true;
      }
      prompt = Phrase.of("link.fact_again");
    }
    d.say(Phrase.of("link.fact_wrong"));
    return false;
  }

  private static Question<String> fact(String slot, Phrase prompt) {
    return Question.<String>reading(slot, prompt, said -> said.text().chars().anyMatch(Character::isDigit)
        ? Reading.is(said.text().strip())
        : Reading.unclear()).or(List.of(new Option<>("code", Phrase.of("link.fact_code"), "")))
        .help(Phrase.of("link.fact_help")).sharing(STEP);
  }

  /** Read again on every run: the link, or the mandate behind it, may have ended since. */
  private Optional<Account> stillLinked(Dialogue d, String code) {
    var account = accounts.linked(d.person().conversation(), code);
    if (account.isPresent()) {
      d.say(Phrase.of("link.done", "code", code));
    } else {
      d.say(Phrase.of("link.ended", "code", code));
      d.offer(List.of(new Suggestion(Phrase.of("next.link"), "link_account")));
    }
    return account;
  }
}
