package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.Payment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is owed with an invoice, in lei: itself, older debts and penalties, less what was paid and what is being booked. Debts
 * younger than the invoice are not its matter.
 *
 * @param previous older debts
 * @param booking of all that is taken off, what billing does not show yet
 */
record Owing(BigDecimal total, BigDecimal previous, BigDecimal penalties, BigDecimal paid, BigDecimal booking) {
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  static Owing of(Invoice invoice, Balance balance) {
    var older = balance.open().stream().filter(other -> !other.number().equals(invoice.number())
        && other.issuedOn().isBefore(invoice.issuedOn())).toList();
    var charged = balance.penalties().stream().filter(penalty -> concerns(penalty, invoice, older)).map(Penalty::amount)
        .toList();
    var penalties = charged.stream().reduce(NOTHING, BigDecimal::add);
    var spare = Spare.of(balance);
    var ofOlder = older.stream().map(one -> booking(balance, one.number()).add(spare.of(one.number())))
        .reduce(NOTHING, BigDecimal::add);
    var ofThis = booking(balance, invoice.number()).add(spare.of(invoice.number()));
    var ofPenalties = spare.of("").min(charged.stream().map(NOTHING::max).reduce(NOTHING, BigDecimal::add));
    var previous = older.stream().map(Invoice::outstanding).reduce(NOTHING, BigDecimal::add);
    return new Owing(invoice.total(), previous.subtract(ofOlder), penalties.subtract(ofPenalties),
        invoice.total().subtract(invoice.outstanding()).add(ofThis), ofOlder.add(ofThis).add(ofPenalties));
  }

  private static boolean concerns(Penalty penalty, Invoice invoice, List<Invoice> older) {
    var number = penalty.invoiceNumber();
    return number == null || number.equals(invoice.number())
        || !penalty.computedOn().isAfter(invoice.issuedOn())
        || older.stream().anyMatch(other -> other.number().equals(number));
  }

  /** Received for that invoice and not booked yet. */
  private static BigDecimal booking(Balance balance, String number) {
    return balance.inProgress().stream().filter(payment -> number.equals(payment.invoiceNumber())).map(Payment::amount)
        .reduce(NOTHING, BigDecimal::add);
  }

  /** What was received for no invoice, on account or for penalties, pays where the balance says that it does. */
  private record Spare(Debts without, Debts with) {
    static Spare of(Balance balance) {
      var named = balance.inProgress().stream().filter(payment -> payment.invoiceNumber() != null).toList();
      return new Spare(Debts.of(new Balance(balance.clientCode(), balance.today(), balance.open(), balance.penalties(),
          named, balance.asAt())), Debts.of(balance));
    }

    /** @param number empty: penalties */
    BigDecimal of(String number) {
      return without.only(number).total().subtract(with.only(number).total());
    }
  }

  /** @param asAt the day of which that is so; null: the day of the invoice */
  InvoiceSheet.Owed owed(@Nullable LocalDate asAt) {
    return InvoiceSheet.Owed.of(total, previous, penalties, paid, asAt);
  }
}
