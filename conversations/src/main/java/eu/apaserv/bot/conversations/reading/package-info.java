/** Meter readings: what was typed, whether it can be, and what was recorded. */
@NullMarked
package eu.apaserv.bot.conversations.reading;

import org.jspecify.annotations.NullMarked;
