/** The utility's own pages of the console: what is worked off at the desk, and what stands beside a conversation. */
@NullMarked
package eu.apaserv.bot.conversations.console;

import org.jspecify.annotations.NullMarked;
