package eu.apaserv.bot.core.message;

import org.jspecify.annotations.Nullable;

/**
 * A message of ours that is due.
 *
 * @param id our id: goes to the provider where it carries it back
 * @param to where it goes
 * @param content what it says
 * @param replyTo the provider's id of the message it answers, or null
 */
public record Outbound(long id, Address to, Content content, @Nullable String replyTo) {}
