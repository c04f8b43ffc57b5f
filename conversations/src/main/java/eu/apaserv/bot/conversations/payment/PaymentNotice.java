package eu.apaserv.bot.conversations.payment;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about an order: verified, but not yet compared with what we asked for.
 *
 * @param orderId the order's id as we gave it
 * @param providerRef how the provider calls it, or null
 * @param amount what was taken; null only where nothing was
 * @param currency of the amount
 * @param returned what of a payment that stays one was given back, in the same currency; null: nothing
 */
public record PaymentNotice(String provider, String orderId, @Nullable String providerRef, PaymentOutcome outcome,
    @Nullable BigDecimal amount, @Nullable String currency, @Nullable BigDecimal returned) {
  public PaymentNotice {
    providerRef = providerRef == null || providerRef.isBlank() ? null : providerRef;
  }

  /** Of which nothing was given back, or all of it. */
  public PaymentNotice(String provider, String orderId, @Nullable String providerRef, PaymentOutcome outcome,
      @Nullable BigDecimal amount, @Nullable String currency) {
    this(provider, orderId, providerRef, outcome, amount, currency, null);
  }
}
