/** What one message cost, from the provider's call to the answer's, for whoever gathers traces. */
@NullMarked
package eu.apaserv.bot.core.trace;

import org.jspecify.annotations.NullMarked;
