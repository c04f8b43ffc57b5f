/** Fake providers that speak the real protocols over HTTP: the demo's phones and the tests' counterparts. */
@NullMarked
package eu.apaserv.bot.channels.simulator;

import org.jspecify.annotations.NullMarked;
