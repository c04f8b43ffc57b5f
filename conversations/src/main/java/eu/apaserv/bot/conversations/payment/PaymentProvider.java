package eu.apaserv.bot.conversations.payment;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Who takes the card: a hosted page, so that no card data ever comes near us. What an implementation says about a payment
 * is what the provider itself signed or answered; it decides nothing. Calls may block on a virtual thread.
 */
public interface PaymentProvider {

  /** Short and stable: part of the notification address and of stored data. */
  String name();

  /** Begins an order and says where the person pays. Never throws for what a provider or network does. */
  Opening open(PaymentOrder order);

  /** Verifies and reads a notification, purely. */
  PaymentEvent read(MultiMap headers, Buffer body);

  /** What the provider answers to a notification that was taken. */
  String thanks();

  /**
   * Asks what came of an order.
   *
   * @return empty when the provider does not answer or does not know yet
   */
  Optional<PaymentNotice> status(PaymentOrder order, String providerRef);

  /** What the operator's doctor asks: one line a finding, empty when all is well. */
  List<String> check();
}
