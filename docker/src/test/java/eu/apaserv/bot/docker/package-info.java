@NullMarked
package eu.apaserv.bot.docker;

import org.jspecify.annotations.NullMarked;
