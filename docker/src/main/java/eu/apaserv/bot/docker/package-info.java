/** What ships: the program, its commands and its settings. */
@NullMarked
package eu.apaserv.bot.docker;

import org.jspecify.annotations.NullMarked;
