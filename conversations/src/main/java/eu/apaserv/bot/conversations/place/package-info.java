/** Romanian addresses as they are compared: normal forms of names and numbers. The same forms stand in V2_70 as SQL. */
@NullMarked
package eu.apaserv.bot.conversations.place;

import org.jspecify.annotations.NullMarked;
