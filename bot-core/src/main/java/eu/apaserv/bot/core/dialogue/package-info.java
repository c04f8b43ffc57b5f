/** The replay engine: flows read like a play and are run again from their first line on every message. */
@NullMarked
package eu.apaserv.bot.core.dialogue;

import org.jspecify.annotations.NullMarked;
