/** What a water utility's customers can do by chat, and what is the utility's to set. */
@NullMarked
package eu.apaserv.bot.conversations;

import org.jspecify.annotations.NullMarked;
