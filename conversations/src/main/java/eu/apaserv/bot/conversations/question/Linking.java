package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.account.CodeCheck;
import eu.apaserv.bot.conversations.account.CodeIssue;
import eu.apaserv.bot.conversations.account.Codes;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Consents.Consent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Ties a client code to this chat: notice and consent, client code, then a one-time code sent to the phone or e-mail on
 * file. Nothing it says depends on whether the client code exists.
 */
public final class Linking {
  /** What the consent is about; see {@link Consents}. */
  public static final String PURPOSE = "assistant";

  /** The conversation's fact that they have been told who answers and how to stop it. */
  public static final String INTRODUCED = "introduced";

  /** So many answers at the one-time code, of any kind, are enough: nobody can make the session grow for ever. */
  private static final int MOST_ROUNDS = 10;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final Accounts accounts;
  private final Codes codes;
  private final Consents consents;
  private final Business business;
  private final ClientCode clientCode;

  public Linking(Accounts accounts, Codes codes, Consents consents, Business business) {
    this.accounts = accounts;
    this.codes = codes;
    this.consents = consents;
    this.business = business;
    this.clientCode = new ClientCode(business);
  }

  /** The account that is linked in the end; empty when it is not: why has been said. */
  public Optional<Account> link(Dialogue d) {
    if (!agreed(d)) {
      d.say(Phrase.of("link.refused", "phone", business.company().phone()));
      return Optional.empty();
    }
    var code = clientCode.ask(d);
    var linked = accounts.linked(d.person().conversation(), code);
    if (linked.isPresent()) {
      d.say(Phrase.of("link.already", "code", code));
      return linked;
    }
    var issue = d.once("code_sent", CodeIssue.class,
        key -> issue(key, d, code));
    if (issue instanceof CodeIssue.Sent sent) {
      return prove(d, code, sent);
    }
    refuse(d, issue);
    return Optional.empty();
  }

  /** The phone on file is billing's; where it does not answer, the one it gave last. */
  private CodeIssue issue(String key, Dialogue d, String code) {
    accounts.billing().look(code);
    return codes.issue(key, d.person().conversation(), code, false);
  }

  private boolean agreed(Dialogue d) {
    var person = d.person();
    if (consents.holds(person.conversation(), PURPOSE, business.terms().version())) {
      return true;
    }
    var notice = Phrase.of("link.notice", "company", business.company().name(), "terms", business.terms().address());
    d.remember(INTRODUCED, "yes");
    var agreed = d.ask(YesNo.of("terms", notice, Phrase.of("link.agree"), Phrase.of("link.disagree")));
    d.once("consent", Consent.class, key -> consents.keep(key, person.conversation(), new Consent(PURPOSE, agreed,
        business.terms().version(), person.language(), person.address().channel(), person.now())));
    return agreed;
  }

  /** How far the proof has come. */
  private sealed interface Progress {}

  /**
   * A code was sent and nothing is proved.
   *
   * @param open it may still be tried; otherwise another must be asked for
   */
  private record Waiting(CodeIssue.Sent sent, boolean open) implements Progress {}

  /** Linked, or given up. */
  private record Ended(Optional<Account> account) implements Progress {}

  /** One try after the other until the right code, or until there may be no more. */
  private Optional<Account> prove(Dialogue d, String code, CodeIssue.Sent first) {
    var progress = sent(d, first);
    for (int n = 1; n <= MOST_ROUNDS && progress instanceof Waiting waiting; n++) {
      progress = round(d, waiting, n, code);
    }
    if (progress instanceof Ended(Optional<Account> account)) {
      return account;
    }
    d.say(Phrase.of("link.enough", "phone", business.company().phone()));
    d.offer(List.of(new Suggestion(Phrase.of("next.person"), "human_agent")));
    return Optional.empty();
  }

  private Progress round(Dialogue d, Waiting waiting, int n, String code) {
    int length = business.codes().length();
    var question = waiting.open()
        ? TypedCode.question(d, "code_" + n, length)
        : TypedCode.spent(d, "code_" + n, length);
    return switch (d.ask(question)) {
      case TypedCode.Digits(String digits) -> attempt(d, waiting.sent(), n, code, digits);
      case TypedCode.Resend(boolean elsewhere) -> resend(d, waiting, n, code, elsewhere);
    };
  }

  private Progress sent(Dialogue d, CodeIssue.Sent sent) {
    d.say(Phrase.of("code.sent", "destination", sent.destination(), "minutes", business.codes().lives().toMinutes()));
    return new Waiting(sent, true);
  }

  private Progress resend(Dialogue d, Waiting waiting, int n, String code, boolean elsewhere) {
    var issue = d.once("code_sent_" + n, CodeIssue.class,
        key -> codes.issue(key, d.person().conversation(), code, elsewhere));
    if (issue instanceof CodeIssue.Sent sent) {
      return sent(d, sent);
    }
    refuse(d, issue);
    return issue instanceof CodeIssue.TooSoon ? waiting : new Ended(Optional.empty());
  }

  private Progress attempt(Dialogue d, CodeIssue.Sent sent, int n, String code, String digits) {
    var check = d.once("code_tried_" + n, CodeCheck.class,
        key -> codes.check(key, d.person().conversation(), sent.id(), digits));
    switch (check) {
      case CodeCheck.Linked _ -> {
        return new Ended(stillLinked(d, code));
      }
      case CodeCheck.Locked(Instant until) -> {
        locked(d, until);
        return new Ended(Optional.empty());
      }
      case CodeCheck.WrongCode(int left) when left > 0 -> {
        d.say(Phrase.of("code.wrong", "left", left));
        return new Waiting(sent, true);
      }
      case CodeCheck.WrongCode _ -> d.say(Phrase.of("code.spent"));
      case CodeCheck.Expired _ -> d.say(Phrase.of("code.expired"));
    }
    return new Waiting(sent, false);
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

  /** Says why no code is on its way. */
  private void refuse(Dialogue d, CodeIssue issue) {
    switch (issue) {
      case CodeIssue.Sent _ -> {
      }
      case CodeIssue.TooSoon(Instant again) -> d.say(Phrase.of("code.too_soon", "seconds",
          Math.max(1, Duration.between(d.person().now(), again).toSeconds())));
      case CodeIssue.TooMany(Instant again) -> d.say(Phrase.of("code.too_many", "time",
          TIME.format(again.atZone(business.zone())), "phone", business.company().phone()));
      case CodeIssue.Locked(Instant until) -> locked(d, until);
    }
  }

  private void locked(Dialogue d, Instant until) {
    d.say(Phrase.of("code.locked", "until", until.atZone(business.zone()), "phone", business.company().phone()));
  }
}
