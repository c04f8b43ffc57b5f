package eu.apaserv.bot.conversations.payment;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;

/**
 * What a provider is asked to take.
 *
 * @param id unique for ever, at most 64 characters; also when the same link is opened again after a failure
 * @param clientCode the only thing said about the customer
 * @param amount lei, two decimals, more than 0
 * @param description plain ASCII: one provider signs its length
 * @param expiresAt after this nothing should be taken any more
 * @param tells where the provider tells what came of it
 * @param back where the person's browser goes afterwards
 * @param language ro or en
 */
public record PaymentOrder(String id, String clientCode, BigDecimal amount, String description, Instant expiresAt,
    URI tells, URI back, String language) {
  /** All that is taken. */
  public static final String CURRENCY = "RON";
}
