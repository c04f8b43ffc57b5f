/** The words of messages that the utility begins, where a provider must approve them first. */
@NullMarked
package eu.apaserv.bot.conversations.notice;

import org.jspecify.annotations.NullMarked;
