/** Recorded chats turned into stories that the tests play. */
@NullMarked
package eu.apaserv.bot.conversations.transcript;

import org.jspecify.annotations.NullMarked;
