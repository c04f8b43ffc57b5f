/** The words everybody speaks: who, what was said, what comes back. Records only. */
@NullMarked
package eu.apaserv.bot.core.message;

import org.jspecify.annotations.NullMarked;
