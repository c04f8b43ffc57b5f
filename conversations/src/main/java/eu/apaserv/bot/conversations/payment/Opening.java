package eu.apaserv.bot.conversations.payment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What came of beginning an order at the provider. */
public sealed interface Opening {

  /**
   * Where the person pays.
   *
   * @param providerRef how the provider calls the order; null until it tells
   */
  record Page(URI address, @Nullable String providerRef) implements Opening {}

  /**
   * No page; nothing can have been paid.
   *
   * @param reason for the log, without personal data
   */
  record Failed(String reason) implements Opening {}
}
