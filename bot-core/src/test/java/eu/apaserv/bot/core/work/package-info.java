@NullMarked
package eu.apaserv.bot.core.work;

import org.jspecify.annotations.NullMarked;
