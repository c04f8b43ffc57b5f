/** What every channel does to words that strangers send before anything else sees them. */
@NullMarked
package eu.apaserv.bot.channels.edge;

import org.jspecify.annotations.NullMarked;
