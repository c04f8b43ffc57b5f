package eu.apaserv.bot.core.understanding;

/**
 * Something named in a message, in its normal form.
 *
 * @param key for example {@code amount} or {@code month}; the keys are the product's
 * @param value the normal form: {@code 80.50}, {@code 5}, {@code Târgu Neamț}
 * @param start where it begins in the message as typed, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Entity(String key, String value, int start, int end) {}
