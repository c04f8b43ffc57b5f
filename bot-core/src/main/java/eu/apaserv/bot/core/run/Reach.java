package eu.apaserv.bot.core.run;

import eu.apaserv.bot.core.understanding.Language;

/**
 * Whom an audience reaches by one channel in one language.
 *
 * @param people how many persons
 * @param subjects how many things they would hear about; several of one person may become one message
 */
public record Reach(String channel, Language language, long people, long subjects) {}
