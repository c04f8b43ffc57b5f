/** The utility's language: its intents, keywords, entities and training sentences. */
@NullMarked
package eu.apaserv.bot.conversations.understanding;

import org.jspecify.annotations.NullMarked;
