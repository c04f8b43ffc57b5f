/** The whole product with nothing to configure: invented customers, simulated providers, a page with phones. */
@NullMarked
package eu.apaserv.bot.docker.demo;

import org.jspecify.annotations.NullMarked;
