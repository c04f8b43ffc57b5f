@NullMarked
package eu.apaserv.bot.core.understanding;

import org.jspecify.annotations.NullMarked;
