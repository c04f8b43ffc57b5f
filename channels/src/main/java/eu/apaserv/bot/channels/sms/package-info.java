/** SMS: the GSM alphabet and its parts, and the channel of a Twilio-compatible provider. */
@NullMarked
package eu.apaserv.bot.channels.sms;

import org.jspecify.annotations.NullMarked;
