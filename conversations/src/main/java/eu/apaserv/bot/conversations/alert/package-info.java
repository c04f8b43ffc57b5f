/** What customers asked to be told about, and how they are told. */
@NullMarked
package eu.apaserv.bot.conversations.alert;

import org.jspecify.annotations.NullMarked;
