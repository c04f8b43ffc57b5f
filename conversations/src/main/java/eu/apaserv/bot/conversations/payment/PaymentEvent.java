package eu.apaserv.bot.conversations.payment;

/** What a notification turns out to be. */
public sealed interface PaymentEvent {

  /** The provider said it, about our account. */
  record Told(PaymentNotice notice) implements PaymentEvent {}

  /**
   * The signature is missing, wrong or for another account.
   *
   * @param reason for the log, without any of its content
   */
  record Forged(String reason) implements PaymentEvent {}

  /** Not the provider's shape at all. */
  record Unreadable(String reason) implements PaymentEvent {}
}
