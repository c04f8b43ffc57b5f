/** {@code /api/v1}: what other systems read. */
@NullMarked
package eu.apaserv.bot.conversations.api;

import org.jspecify.annotations.NullMarked;
