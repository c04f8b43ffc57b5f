package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One pay link and what came of it.
 *
 * @param reference what the customer is told and order ids begin with
 * @param conversation who asked
 * @param address where the receipt goes; null: who began it was forgotten
 * @param amount lei
 * @param expiresAt until then the link opens
 * @param starts how many orders were begun at the provider: a failed one is not used again
 * @param payUrl the provider's page; null until the link was opened
 */
public record Attempt(long id, String reference, UUID conversation, @Nullable Address address,
    Language language,
    String clientCode, String provider, BigDecimal amount, AttemptState state, Instant createdAt, Instant expiresAt,
    int starts, @Nullable String payUrl, @Nullable String providerRef, @Nullable Instant openedAt) {

  /** The order's id at the provider. */
  public String orderId() {
    return reference + "-" + starts;
  }
}
