/** Where customers are received, and when: weekly hours, public holidays, days of one's own. */
@NullMarked
package eu.apaserv.bot.conversations.office;

import org.jspecify.annotations.NullMarked;
