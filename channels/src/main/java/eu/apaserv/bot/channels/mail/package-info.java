/** E-mail, for sending only: one-time codes and notices to the address on file. */
@NullMarked
package eu.apaserv.bot.channels.mail;

import org.jspecify.annotations.NullMarked;
