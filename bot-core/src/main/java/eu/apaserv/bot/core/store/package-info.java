/** All of the core's SQL, each statement next to its method. */
@NullMarked
package eu.apaserv.bot.core.store;

import org.jspecify.annotations.NullMarked;
