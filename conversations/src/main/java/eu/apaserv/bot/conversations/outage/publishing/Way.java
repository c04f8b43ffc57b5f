package eu.apaserv.bot.conversations.outage.publishing;

/**
 * A way to write to us.
 *
 * @param name of the channel, as people call it
 * @param shown the number or name to write to
 * @param link opens it on a telephone: {@code https:} or {@code sms:}
 */
public record Way(String name, String shown, String link) {}
