package eu.apaserv.bot.conversations.account;

import org.jspecify.annotations.Nullable;

/**
 * A contract holder as billing knows them.
 *
 * @param clientCode digits, as text: leading zeros count
 * @param taxId of companies; null for people, whose personal number is never asked for
 * @param phone on file, E.164
 * @param language {@code ro} or {@code en}, in which the utility writes to them
 */
public record Customer(String clientCode, String name, CustomerType type, @Nullable String taxId,
    @Nullable String phone, @Nullable String email, String language) {
  /** The code only: contacts must not reach a log through a careless concatenation. */
  @Override
  public String toString() {
    return "Customer " + clientCode;
  }
}
