package eu.apaserv.bot.conversations.payment;

import java.math.BigDecimal;

/**
 * What part of a payment goes where.
 *
 * @param invoiceNumber empty: penalties
 * @param amount lei, two decimals, more than 0
 */
public record Allocation(String invoiceNumber, BigDecimal amount) {

  /** Whether it pays penalties. */
  public boolean penalty() {
    return invoiceNumber.isEmpty();
  }
}
