/** What everybody may see of outages: a page, feeds, and the Common Alerting Protocol, out and in. */
@NullMarked
package eu.apaserv.bot.conversations.outage.publishing;

import org.jspecify.annotations.NullMarked;
