package eu.apaserv.bot.core.console;

/**
 * A setting as staff see it.
 *
 * @param value masked when it is a secret
 * @param meaning what it is for, in English
 */
public record Seen(String name, String value, String meaning) {}
