/** One class a command: it reads the command line, does it, and says so. */
@NullMarked
package eu.apaserv.bot.docker.command;

import org.jspecify.annotations.NullMarked;
