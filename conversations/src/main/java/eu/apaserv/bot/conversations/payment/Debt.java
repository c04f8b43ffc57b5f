package eu.apaserv.bot.conversations.payment;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Something that can be paid.
 *
 * @param invoiceNumber empty: penalties
 * @param since when it fell due; penalties: when they were charged
 * @param rest lei left to pay once payments in progress and credit are taken off
 */
public record Debt(String invoiceNumber, LocalDate since, BigDecimal rest) {

  Debt less(BigDecimal paid) {
    return new Debt(invoiceNumber, since, rest.subtract(paid));
  }
}
