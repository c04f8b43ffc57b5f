/** Telegram: the Bot API by webhook or by long polling, with the types of telegrambots-meta over Vert.x' own HTTP. */
@NullMarked
package eu.apaserv.bot.channels.telegram;

import org.jspecify.annotations.NullMarked;
