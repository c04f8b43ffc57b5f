/** A simulated payment provider that speaks Netopia's and EuPlătesc's protocols: for the demo and every test. */
@NullMarked
package eu.apaserv.bot.conversations.payment.simulator;

import org.jspecify.annotations.NullMarked;
