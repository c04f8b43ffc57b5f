package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.payment.Payment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client code owes, as billing last told. Amounts in lei, two decimals.
 *
 * @param today the day overdue is judged by
 * @param open invoices with something left to pay (or paid too much), oldest debt first
 * @param penalties charged and not paid
 * @param inProgress payments received and not booked: they are not yet taken off {@code total}
 * @param asAt when billing's data was last loaded; null before the first time
 */
public record Balance(String clientCode, LocalDate today, List<Invoice> open, List<Penalty> penalties,
    List<Payment> inProgress, @Nullable Instant asAt) {
  public Balance {
    open = List.copyOf(open);
    penalties = List.copyOf(penalties);
    inProgress = List.copyOf(inProgress);
  }

  /** The same as if nothing were in progress. */
  public Balance booked() {
    return new Balance(clientCode, today, open, penalties, List.of(), asAt);
  }

  /** The rest of all open invoices. */
  public BigDecimal outstanding() {
    return open.stream().map(Invoice::outstanding).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** The rest of those past their due date. */
  public BigDecimal overdue() {
    return open.stream().filter(invoice -> invoice.overdue(today)).map(Invoice::outstanding)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** All penalties. */
  public BigDecimal penaltyTotal() {
    return penalties.stream().map(Penalty::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** All payments being booked. */
  public BigDecimal inProgressTotal() {
    return inProgress.stream().map(Payment::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** Invoices and penalties together: total de plată. Negative when too much was paid. */
  public BigDecimal total() {
    return outstanding().add(penaltyTotal());
  }
}
