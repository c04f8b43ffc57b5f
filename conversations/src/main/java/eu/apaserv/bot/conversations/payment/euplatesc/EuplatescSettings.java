package eu.apaserv.bot.conversations.payment.euplatesc;

import java.net.URI;

/**
 * An account at EuPlătesc.
 *
 * @param pageUrl where customers pay
 * @param statusUrl the merchant panel's web service, which is asked what came of an order
 * @param merchantId the account
 * @param key signs both ways, in hexadecimal
 */
public record EuplatescSettings(URI pageUrl, URI statusUrl, String merchantId, String key) {}
