/** Something said to many people: what a run is, and what whoever starts one has to know. Records only. */
@NullMarked
package eu.apaserv.bot.core.run;

import org.jspecify.annotations.NullMarked;
