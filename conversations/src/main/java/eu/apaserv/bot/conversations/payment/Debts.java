package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a client code can pay now, the oldest debt first: nothing that is being booked is asked for again, and money paid too
 * much pays the oldest debts before the customer does.
 */
public record Debts(List<Debt> all) {
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  public Debts {
    all = List.copyOf(all);
  }

  /**
   * Of a balance. A payment in progress goes to its invoice first, what is over to the oldest debt; one for an invoice that is
   * closed already is taken off already.
   */
  public static Debts of(Balance balance) {
    var debts = new ArrayList<Debt>();
    var spare = ZERO;
    for (var invoice : balance.open()) {
      var paid = sum(balance.inProgress().stream().filter(p -> invoice.number().equals(p.invoiceNumber()))
          .map(Payment::amount).toList());
      var rest = invoice.outstanding().subtract(paid);
      spare = spare.add(rest.negate().max(ZERO));
      add(debts, invoice.number(), invoice.dueOn(), rest);
    }
    for (var penalty : balance.penalties()) {
      spare = spare.add(penalty.amount().negate().max(ZERO));
      add(debts, "", penalty.computedOn(), penalty.amount());
    }
    spare = spare.add(sum(balance.inProgress().stream().filter(p -> p.invoiceNumber() == null).map(Payment::amount)
        .toList()));
    debts.sort(Comparator.comparing(Debt::since).thenComparing(Debt::invoiceNumber));
    // Money on its way back (a payment on account that is below zero) is no debt of an invoice.
    return new Debts(debts).lessOldest(spare.max(ZERO));
  }

  /** What was received for an invoice pays it, or for no invoice, as by bank: that pays the oldest. */
  public static boolean beingBooked(Balance balance, Invoice invoice) {
    var paid = sum(balance.inProgress().stream().filter(payment -> invoice.number().equals(payment.invoiceNumber()))
        .map(Payment::amount).toList());
    return paid.compareTo(invoice.outstanding()) >= 0
        || (rest(balance, invoice).signum() == 0 && rest(balance.booked(), invoice).signum() > 0);
  }

  private static BigDecimal rest(Balance balance, Invoice invoice) {
    return of(balance).only(invoice.number()).total();
  }

  private static void add(List<Debt> debts, String number, LocalDate since, BigDecimal rest) {
    if (rest.signum() > 0) {
      debts.add(new Debt(number, since, rest));
    }
  }

  private Debts lessOldest(BigDecimal credit) {
    var left = credit;
    var debts = new ArrayList<Debt>();
    for (var debt : all) {
      var paid = left.min(debt.rest());
      left = left.subtract(paid);
      if (debt.rest().compareTo(paid) > 0) {
        debts.add(debt.less(paid));
      }
    }
    return new Debts(debts);
  }

  /** Everything that can be paid now, in lei. */
  public BigDecimal total() {
    return sum(all.stream().map(Debt::rest).toList());
  }

  /** Only that invoice; nothing when it is paid or being booked. */
  public Debts only(String invoiceNumber) {
    return new Debts(all.stream().filter(debt -> debt.invoiceNumber().equals(invoiceNumber)).toList());
  }

  /** Where a sum goes: the oldest debt first, at most everything. */
  public List<Allocation> allocate(BigDecimal sum) {
    var left = sum;
    var parts = new ArrayList<Allocation>();
    for (var debt : all) {
      var part = left.min(debt.rest());
      if (part.signum() > 0) {
        parts.add(new Allocation(debt.invoiceNumber(), part));
      }
      left = left.subtract(part);
    }
    return List.copyOf(parts);
  }

  /** Whether all of that is still owed, each part to its invoice. */
  public boolean hold(List<Allocation> parts) {
    return parts.stream().map(Allocation::invoiceNumber).distinct().allMatch(number -> only(number).total()
        .compareTo(sum(parts.stream().filter(part -> part.invoiceNumber().equals(number)).map(Allocation::amount)
            .toList())) >= 0);
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(ZERO, BigDecimal::add);
  }
}
