package eu.apaserv.bot.conversations.payment.simulator;

import java.math.BigDecimal;

/**
 * An order as the simulated provider keeps it.
 *
 * @param id ours
 * @param ref the provider's
 * @param netopia by which of the two protocols it was begun
 * @param status Netopia's number: 1 begun, 3 paid, 8 refunded, 12 declined, 23 expired
 * @param refunded what EuPlătesc's panel says of what was given back
 */
public record SimulatedOrder(String id, String ref, boolean netopia, BigDecimal amount, String currency,
    String description, String notifyUrl, String backUrl, int status, String refunded) {

  /** Of which nothing was given back. */
  public SimulatedOrder(String id, String ref, boolean netopia, BigDecimal amount, String currency, String description,
      String notifyUrl, String backUrl, int status) {
    this(id, ref, netopia, amount, currency, description, notifyUrl, backUrl, status, status == 8 ? "1" : "0");
  }

  public SimulatedOrder with(int now) {
    return new SimulatedOrder(id, ref, netopia, amount, currency, description, notifyUrl, backUrl, now);
  }

  public SimulatedOrder of(BigDecimal otherAmount, String otherCurrency) {
    return new SimulatedOrder(id, ref, netopia, otherAmount, otherCurrency, description, notifyUrl, backUrl, status);
  }

  SimulatedOrder back(String sum) {
    return new SimulatedOrder(id, ref, netopia, amount, currency, description, notifyUrl, backUrl, status, sum);
  }
}
