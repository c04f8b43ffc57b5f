/** Payments as billing gave them. */
@NullMarked
package eu.apaserv.bot.conversations.payment;

import org.jspecify.annotations.NullMarked;
