package eu.apaserv.bot.conversations.invoice;

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
    var penalties = balance.penalties().stream()
        .filter(penalty -> concerns(penalty, invoice, older)).map(Penalty::amount).reduce(NOTHING, BigDecimal::add);
    var ofOlder = older.stream().map(one -> booking(balance, one.number())).reduce(NOTHING, BigDecimal::add);
    var ofThis = booking(balance, invoice.number());
    var previous = older.stream().map(Invoice::outstanding).reduce(NOTHING, BigDecimal::add).subtract(ofOlder);
    var paid = invoice.total().subtract(invoice.outstanding()).add(ofThis);
    return new Owing(invoice.total(), previous, penalties, paid, ofOlder.add(ofThis)).less(booking(balance, null));
  }

  private static boolean concerns(Penalty penalty, Invoice invoice, List<Invoice> older) {
    var number = penalty.invoiceNumber();
    return number == null || number.equals(invoice.number())
        || !penalty.computedOn().isAfter(invoice.issuedOn())
        || older.stream().anyMatch(other -> other.number().equals(number));
  }

  /** Received for that invoice and not booked yet; null: for none, on account or for penalties. */
  private static BigDecimal booking(Balance balance, @Nullable String number) {
    return balance.inProgress().stream()
        .filter(payment -> number == null ? payment.invoiceNumber() == null : number.equals(payment.invoiceNumber()))
        .map(Payment::amount).reduce(NOTHING, BigDecimal::add);
  }

  /** Money for no invoice pays the oldest debts, as it does where the balance is told. */
  private Owing less(BigDecimal spare) {
    var toOlder = part(spare, previous);
    var toPenalties = part(spare.subtract(toOlder), penalties);
    var toThis = part(spare.subtract(toOlder).subtract(toPenalties), total.subtract(paid));
    return new Owing(total, previous.subtract(toOlder), penalties.subtract(toPenalties), paid.add(toThis),
        booking.add(toOlder).add(toPenalties).add(toThis));
  }

  private static BigDecimal part(BigDecimal spare, BigDecimal debt) {
    return spare.min(debt).max(NOTHING);
  }

  /** @param asAt the day of which that is so; null: the day of the invoice */
  InvoiceSheet.Owed owed(@Nullable LocalDate asAt) {
    return InvoiceSheet.Owed.of(total, previous, penalties, paid, asAt);
  }
}
