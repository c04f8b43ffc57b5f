/** Measures the product as it ships: a process of its own, a real PostgreSQL with fsync, open-loop load. */
@NullMarked
package eu.apaserv.bot.docker.bench;

import org.jspecify.annotations.NullMarked;
