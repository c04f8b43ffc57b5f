/** SMS through an SMS centre by SMPP 3.4 (channels reference 3.3). */
@NullMarked
package eu.apaserv.bot.channels.sms.smpp;

import org.jspecify.annotations.NullMarked;
