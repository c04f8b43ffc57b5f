/** What a channel promises: decoding what a provider posts, sending what is due, saying what happened. */
@NullMarked
package eu.apaserv.bot.core.channel;

import org.jspecify.annotations.NullMarked;
