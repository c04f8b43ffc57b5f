/** The loops: turns, sending, housekeeping. */
@NullMarked
package eu.apaserv.bot.core.work;

import org.jspecify.annotations.NullMarked;
