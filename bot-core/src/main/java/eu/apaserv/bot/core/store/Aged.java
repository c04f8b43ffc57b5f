package eu.apaserv.bot.core.store;

/**
 * Something that leaves by age.
 *
 * @param what its kind: what {@link RetentionLog} calls it
 * @param statement deletes what is older than its first parameter, a time, and no more rows than its second
 */
public record Aged(String what, String statement) {}
