package eu.apaserv.bot.channels.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * One webhook call, signed and ready.
 *
 * @param url absolute
 */
public record Post(String url, MultiMap headers, Buffer body) {}
