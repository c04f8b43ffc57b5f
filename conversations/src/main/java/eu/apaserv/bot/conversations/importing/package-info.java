/** Billing's export in, the readings received out. */
@NullMarked
package eu.apaserv.bot.conversations.importing;

import org.jspecify.annotations.NullMarked;
