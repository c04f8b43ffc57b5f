/** Interruptions and planned works: what is published, where they hold, who is told. */
@NullMarked
package eu.apaserv.bot.conversations.outage;

import org.jspecify.annotations.NullMarked;
