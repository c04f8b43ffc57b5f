package eu.apaserv.bot.conversations.payment;

import java.util.Locale;

/** How far a pay link has come. */
public enum AttemptState {
  /** The link was given. */
  CREATED,
  /** Somebody was sent to the provider's page; what came of it is not known yet. */
  OPENED, PAID, DECLINED, EXPIRED, REFUNDED,
  /** Another link was given in its place before it was opened. */
  SUPERSEDED;

  /** For example {@code paid}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AttemptState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /**
   * Where a notice leads from here; the same state when it changes nothing. Money wins: what was declined, or too old, can
   * still be paid on a page left open, and what was paid is undone by a refund only. A refund that overtakes its payment
   * stays.
   */
  AttemptState after(PaymentOutcome outcome) {
    return switch (outcome) {
      case PENDING -> this;
      case PAID -> this == REFUNDED ? this : PAID;
      case REFUNDED -> REFUNDED;
      case DECLINED -> undecided() ? DECLINED : this;
      case EXPIRED -> undecided() ? EXPIRED : this;
    };
  }

  /** It may still be paid as far as we know. */
  public boolean undecided() {
    return this == CREATED || this == OPENED;
  }
}
