/** Where billing's data comes from: the tables alone, or billing's own API through them. */
@NullMarked
package eu.apaserv.bot.conversations.billing;

import org.jspecify.annotations.NullMarked;
