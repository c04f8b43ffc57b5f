/** Who a conversation speaks for: customers, their places, links and the one-time codes that make them. */
@NullMarked
package eu.apaserv.bot.conversations.account;

import org.jspecify.annotations.NullMarked;
