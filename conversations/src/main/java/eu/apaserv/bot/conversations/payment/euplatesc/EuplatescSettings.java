package eu.apaserv.bot.conversations.payment.euplatesc;

import java.net.URI;

/**
 * An account at EuPlătesc.
 *
 * @param pageUrl where customers pay
 * @param merchantId the account
 * @param key signs both ways, in hexadecimal
 */
public record EuplatescSettings(URI pageUrl, String merchantId, String key) {}
