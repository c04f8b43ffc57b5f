package eu.apaserv.bot.conversations.payment;

import java.util.Locale;

/** How far a payment has come. */
public enum PaymentStatus {
  PENDING, CONFIRMED, BOOKED, FAILED, REFUNDED;

  /** For example {@code booked}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for a code that is none of these */
  public static PaymentStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Given but not yet booked: "received, being booked", never "unpaid". */
  public boolean inProgress() {
    return this == PENDING || this == CONFIRMED;
  }
}
