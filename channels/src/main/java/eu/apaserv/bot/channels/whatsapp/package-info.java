/** WhatsApp by Meta's Cloud API: its webhook, its messages, its error codes. */
@NullMarked
package eu.apaserv.bot.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
