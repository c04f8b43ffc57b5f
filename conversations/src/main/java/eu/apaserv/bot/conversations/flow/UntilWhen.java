package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.question.DueDates;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import java.util.List;

/** "Până când am termen", right after an invoice or a payment: until when what is owed is to be paid, and no day for readings. */
final class UntilWhen {
  private final WhichAccount which;
  private final Invoices invoices;
  private final Business business;

  UntilWhen(WhichAccount which, Invoices invoices, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.business = business;
  }

  /** Whether it was asked; then it has been answered. */
  boolean answers(Dialogue d) {
    if (d.given(DueDates.KEY).isEmpty()) {
      return false;
    }
    which.accounts(d).ifPresent(chosen -> {
      for (var one : chosen) {
        var balance = invoices.balance(one.account().clientCode(), business.day(d.person().now()));
        var debts = Debts.of(balance);
        one.heading().ifPresent(d::say);
        d.say(debts.total().signum() == 0 ? BalanceFlow.settled(balance, business) : DueDates.of(debts));
      }
      d.offer(List.of(Next.PAY, Next.BALANCE));
    });
    return true;
  }
}
