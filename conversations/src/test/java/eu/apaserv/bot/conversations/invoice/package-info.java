@NullMarked
package eu.apaserv.bot.conversations.invoice;

import org.jspecify.annotations.NullMarked;
