package eu.apaserv.bot.conversations.payment.simulator;

import java.math.BigDecimal;

/**
 * An order as the simulated provider keeps it.
 *
 * @param id ours
 * @param ref the provider's
 * @param netopia by which of the two protocols it was begun
 * @param status Netopia's number: 1 begun, 3 paid, 8 refunded, 12 declined, 23 expired
 */
public record SimulatedOrder(String id, String ref, boolean netopia, BigDecimal amount, String currency,
    String description, String notifyUrl, String backUrl, int status) {

  public SimulatedOrder with(int now) {
    return new SimulatedOrder(id, ref, netopia, amount, currency, description, notifyUrl, backUrl, now);
  }

  public SimulatedOrder of(BigDecimal otherAmount, String otherCurrency) {
    return new SimulatedOrder(id, ref, netopia, otherAmount, otherCurrency, description, notifyUrl, backUrl, status);
  }
}
