/** The rights of people over what is kept about them: taking it out, having it erased. */
@NullMarked
package eu.apaserv.bot.conversations.privacy;

import org.jspecify.annotations.NullMarked;
