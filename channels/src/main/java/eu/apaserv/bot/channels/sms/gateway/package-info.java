/** SMS through any HTTP gateway that a file describes (channels reference 3.4). */
@NullMarked
package eu.apaserv.bot.channels.sms.gateway;

import org.jspecify.annotations.NullMarked;
