package eu.apaserv.bot.core.understanding;

/**
 * What a message may want.
 *
 * @param intent the product's identifier
 * @param confidence calibrated, 0 to 1
 */
public record Guess(String intent, double confidence) {}
