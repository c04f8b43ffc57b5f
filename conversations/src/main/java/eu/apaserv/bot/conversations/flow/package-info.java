/** What customers can do in a chat: one file a flow. */
@NullMarked
package eu.apaserv.bot.conversations.flow;

import org.jspecify.annotations.NullMarked;
