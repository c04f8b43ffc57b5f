package eu.apaserv.bot.conversations.payment.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** A call to the bot, signed as the provider does. */
public record Notification(String url, MultiMap headers, Buffer body) {}
