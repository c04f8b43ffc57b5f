@NullMarked
package eu.apaserv.bot.core.console;

import org.jspecify.annotations.NullMarked;
