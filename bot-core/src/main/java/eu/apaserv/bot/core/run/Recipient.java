package eu.apaserv.bot.core.run;

import eu.apaserv.bot.core.understanding.Language;
import java.util.UUID;

/**
 * One thing that a person is to hear about in a run.
 *
 * @param person a conversation
 * @param subject what it is about, as the {@link Audience} called it
 * @param channel the channel it would go by now
 */
public record Recipient(UUID person, String subject, String channel, Language language) {}
