/** Card payments through Netopia's API v2. */
@NullMarked
package eu.apaserv.bot.conversations.payment.netopia;

import org.jspecify.annotations.NullMarked;
