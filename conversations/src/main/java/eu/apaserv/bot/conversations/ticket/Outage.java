package eu.apaserv.bot.conversations.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interruption that holds now.
 *
 * @param number its registration number
 * @param topic what is broken, by the fault's type
 * @param where in words
 * @param since when it became known
 * @param expectedAt when water is expected again, or null while nobody knows
 */
public record Outage(String number, String topic, String where, Instant since, @Nullable Instant expectedAt) {}
