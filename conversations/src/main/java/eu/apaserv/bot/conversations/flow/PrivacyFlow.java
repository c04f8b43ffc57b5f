package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.privacy.Erasures;
import eu.apaserv.bot.conversations.privacy.Exports;
import eu.apaserv.bot.conversations.question.Photo;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Filed;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The rights of a person over their data: what is kept and why, all of it as a file, having it corrected or erased, an
 * objection, consent taken back. Who is linked in their own right proves themselves first; of anybody else the chat itself
 * is all that is known, and all that is given or erased.
 */
public final class PrivacyFlow implements Flow {
  private final WhichAccount which;
  private final Withdrawal withdrawal;
  private final Exports exports;
  private final Erasures erasures;
  private final Desk desk;
  private final Business business;

  PrivacyFlow(WhichAccount which, Withdrawal withdrawal, Exports exports, Erasures erasures, Desk desk,
      Business business) {
    this.which = which;
    this.withdrawal = withdrawal;
    this.exports = exports;
    this.erasures = erasures;
    this.desk = desk;
    this.business = business;
  }

  @Override
  public String name() {
    return "privacy";
  }

  @Override
  public Set<String> intents() {
    return Set.of("privacy");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("privacy.title"));
  }

  /** Nobody comes for it by chance; who asks is heard. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    switch (d.given("privacy_right").orElse("info")) {
      case "access", "portability" -> export(d);
      case "erasure" -> erase(d);
      case "withdraw_consent" -> withdrawal.run(d);
      case "rectification" ->
        petition(d, "rectification", Phrase.of("privacy.rectification", "email", business.company()
            .email()));
      case "objection" -> petition(d, "objection", Phrase.of("privacy.objection", "email", business.company().email()));
      default -> inform(d);
    }
  }

  private void inform(Dialogue d) {
    d.say(Phrase.of("privacy.info", "company", business.company().name(), "terms", business.terms().address()));
    d.offer(List.of(step(Phrase.of("privacy.take_out"), "access"), step(Phrase.of("privacy.correct"), "rectification"),
        step(Phrase.of("privacy.withdraw"), "withdraw_consent"), step(Phrase.of("privacy.erase"), "erasure"),
        Next.PERSON));
  }

  private static Suggestion step(Phrase title, String right) {
    return new Suggestion(title, "privacy", Map.of("privacy_right", right));
  }

  /**
   * A colleague decides and answers within the month the law gives; nothing is shown or changed here, so nobody is asked who
   * they are.
   */
  private void petition(Dialogue d, String topic, Phrase prompt) {
    var more = Photo.need(d, "details", prompt, null);
    var code = d.keep("about", String.class, () -> own(d).map(Account::clientCode).orElse(""));
    var filed = d.once("filed", Filed.class, key -> Filed.of(desk.tickets().open(key,
        Draft.of(TicketKind.RECTIFICATION, topic, d.person(), (d.opening().text() + "\n" + more.text()).strip())
            .about(code.isEmpty() ? null : code).with(more.files()))));
    d.say(Phrase.of("ticket.filed", "number", filed.number(), "due", filed.dueOn()));
  }

  /** Whether they are who they say: a fresh code where something on file can tell. */
  private boolean proved(Dialogue d) {
    return own(d).filter(account -> !which.fresh(d, account)).isEmpty();
  }

  /** The same where it is done: a proof is good for minutes, and a question may wait for hours. */
  private boolean stillProved(Dialogue d) {
    return own(d).filter(account -> !which.stillFresh(d, account)).isEmpty();
  }

  private Optional<Account> own(Dialogue d) {
    return which.linked(d).stream().filter(account -> !account.role().equals(Account.DELEGATE)).findFirst();
  }

  private void export(Dialogue d) {
    if (!proved(d)) {
      return;
    }
    var language = d.person().language();
    if (!stillProved(d)) {
      d.say(Phrase.of("privacy.too_late"));
      return;
    }
    var id = d.once("export", UUID.class, key -> exports.grant(key, d.person().conversation()));
    var name = language == Language.EN ? "personal-data" : "date-personale";
    d.show(Exports.reference(id, Exports.Form.TXT, language), name + ".txt", "text/plain",
        Phrase.of("privacy.for_people"));
    d.show(Exports.reference(id, Exports.Form.JSON, language), name + ".json", "text/plain",
        Phrase.of("privacy.for_programs"));
    d.say(Phrase.of("privacy.exported", "minutes", business.money().documentLinkLives().toMinutes()));
  }

  private void erase(Dialogue d) {
    if (!proved(d)) {
      return;
    }
    if (!d.ask(YesNo.of("sure", Phrase.of("privacy.erase_sure"), Phrase.of("privacy.erase_yes"), Phrase.of("no")))) {
      d.say(Phrase.of("privacy.kept"));
      return;
    }
    if (!stillProved(d)) {
      d.say(Phrase.of("privacy.too_late"));
      return;
    }
    d.once("erased", Boolean.class, key -> {
      erasures.request(key, d.person().conversation());
      return true;
    });
    d.remember(WhichAccount.FACT, "");
    d.say(Phrase.of("privacy.erased"));
  }
}
