package eu.apaserv.bot.conversations.payment;

import java.util.Locale;

/** How a card payment stands at the provider. */
public enum PaymentOutcome {
  /** Begun, waiting for the bank, or looked at for fraud. */
  PENDING,
  /** The money is taken. */
  PAID,
  /** The bank or the person said no. */
  DECLINED,
  /** The order is too old to be paid. */
  EXPIRED,
  /** The money went back. */
  REFUNDED;

  /** For example {@code paid}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
