package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Filed;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate that nothing is owed: an office gives it; whether anything is owed is told here, and where nothing is, the
 * request is taken.
 */
public final class CertificateFlow implements Flow {
  private static final String INTENT = "debt_certificate";

  private final WhichAccount which;
  private final Invoices invoices;
  private final Desk desk;
  private final Business business;

  public CertificateFlow(WhichAccount which, Invoices invoices, Desk desk, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.desk = desk;
    this.business = business;
  }

  @Override
  public String name() {
    return INTENT;
  }

  @Override
  public Set<String> intents() {
    return Set.of(INTENT);
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.certificate"));
  }

  /** Asked for by those who need one; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var office = business.desk().main();
    d.say(Phrase.of("certificate.office", "place", office.place(), "hours",
        office.hours().inWords(d.person().language())));
    which.account(d).ifPresent(chosen -> answer(d, chosen));
  }

  private void answer(Dialogue d, Chosen chosen) {
    var code = chosen.account().clientCode();
    var balance = invoices.balance(code, business.day(d.person().now()));
    var owed = Debts.of(balance).total();
    chosen.heading().ifPresent(d::say);
    if (owed.signum() > 0) {
      d.say(Phrase.of("certificate.owed", "total", owed));
      d.offer(List.of(Next.PAY, Next.BALANCE, Next.CONTACT));
      return;
    }
    d.say(BalanceFlow.settled(balance, business));
    if (!d.ask(YesNo.of("request", Phrase.of("certificate.request")))) {
      d.say(Phrase.of("certificate.later"));
      return;
    }
    var filed = d.once("filed", Filed.class, key -> Filed.of(desk.tickets().open(key,
        Draft.of(TicketKind.CONTRACT_CHANGE, INTENT, d.person(), d.opening().text()).about(code))));
    d.say(Phrase.of("ticket.filed", "number", filed.number(), "due", filed.dueOn()));
  }
}
