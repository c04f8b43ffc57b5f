/** Card payments through EuPlătesc: signed redirects. */
@NullMarked
package eu.apaserv.bot.conversations.payment.euplatesc;

import org.jspecify.annotations.NullMarked;
