/** Questions and sub-dialogues that several flows share. */
@NullMarked
package eu.apaserv.bot.conversations.question;

import org.jspecify.annotations.NullMarked;
