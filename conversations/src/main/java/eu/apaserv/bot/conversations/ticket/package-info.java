/** What customers file with the utility: faults, complaints, requests; numbered, answered, and told about. */
@NullMarked
package eu.apaserv.bot.conversations.ticket;

import org.jspecify.annotations.NullMarked;
