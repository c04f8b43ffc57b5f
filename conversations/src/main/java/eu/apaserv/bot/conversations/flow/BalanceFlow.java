package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Payment;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How much is owed: the total, every open invoice, penalties, and payments that are being booked. */
public final class BalanceFlow implements Flow {
  private static final int MOST_LINES = 10;
  private static final int MOST_LINES_BRIEF = 3;

  private final WhichAccount which;
  private final Invoices invoices;
  private final Business business;

  public BalanceFlow(WhichAccount which, Invoices invoices, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.business = business;
  }

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public Set<String> intents() {
    return Set.of("balance");
  }

  @Override
  public void run(Dialogue d) {
    which.account(d).ifPresent(chosen -> answer(d, chosen));
  }

  private void answer(Dialogue d, Chosen chosen) {
    var balance = invoices.balance(chosen.account().clientCode(), business.day(d.person().now()));
    chosen.heading().ifPresent(d::say);
    d.say(total(balance));
    if (!covered(balance)) {
      itemise(d, balance);
    }
    var asAt = balance.asAt();
    if (asAt != null) {
      d.say(Phrase.of("balance.as_at", "at", asAt.atZone(business.zone())));
    }
    var steps = new ArrayList<Suggestion>(List.of(Next.INVOICE, Next.INDEX));
    steps.addAll(chosen.others("balance"));
    d.offer(steps);
  }

  private static Phrase total(Balance balance) {
    var total = balance.total();
    if (total.signum() < 0) {
      return Phrase.of("balance.credit", "credit", total.negate());
    }
    if (total.signum() == 0) {
      return Phrase.of("balance.nothing");
    }
    return covered(balance)
        ? Phrase.of("balance.covered", "amount", balance.inProgressTotal())
        : Phrase.of("balance.total", "total", total, "invoices", balance.open().size());
  }

  /** What was paid and is not yet booked pays everything: then nothing is called unpaid. */
  private static boolean covered(Balance balance) {
    return balance.total().signum() > 0 && balance.inProgressTotal().compareTo(balance.total()) >= 0;
  }

  private static void itemise(Dialogue d, Balance balance) {
    int most = d.person().capabilities().brief() ? MOST_LINES_BRIEF : MOST_LINES;
    var lines = new ArrayList<Phrase>();
    balance.open().stream().limit(most).forEach(invoice -> lines.add(line(balance, invoice)));
    if (balance.open().size() > most) {
      lines.add(Phrase.of("balance.more", "more", balance.open().size() - most));
    }
    if (balance.penaltyTotal().signum() != 0) {
      lines.add(Phrase.of("balance.penalties", "amount", balance.penaltyTotal()));
    }
    if (!lines.isEmpty()) {
      d.say(Phrase.of("lines", "lines", lines));
    }
    if (!balance.inProgress().isEmpty()) {
      d.say(Phrase.of("balance.in_progress", "amount", balance.inProgressTotal(), "rest",
          balance.total().subtract(balance.inProgressTotal()).max(BigDecimal.ZERO)));
    }
  }

  private static Phrase line(Balance balance, Invoice invoice) {
    var kind = "balance.invoice";
    if (invoice.outstanding().signum() < 0) {
      kind = "balance.invoice_credit";
    } else if (beingBooked(balance, invoice)) {
      kind = "balance.invoice_paid";
    } else if (invoice.overdue(balance.today())) {
      kind = "balance.invoice_overdue";
    }
    return Phrase.of(kind, "number", invoice.number(), "rest", invoice.outstanding().abs(), "due", invoice.dueOn());
  }

  private static boolean beingBooked(Balance balance, Invoice invoice) {
    var paid = balance.inProgress().stream().filter(payment -> invoice.number().equals(payment.invoiceNumber()))
        .map(Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    return paid.compareTo(invoice.outstanding()) >= 0;
  }
}
