/** Webhooks out: other systems hear of tickets and readings as they change. */
@NullMarked
package eu.apaserv.bot.conversations.hook;

import org.jspecify.annotations.NullMarked;
