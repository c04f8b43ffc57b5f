package eu.apaserv.bot.core.message;

/**
 * A person blocked us or let us in again, without a word said.
 *
 * @param now false: nothing is sent there until they are reachable again or write themselves
 */
public record Reachable(Address who, boolean now) implements Event {}
