@NullMarked
package eu.apaserv.bot.core.http;

import org.jspecify.annotations.NullMarked;
