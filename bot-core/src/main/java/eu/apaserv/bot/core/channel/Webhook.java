package eu.apaserv.bot.core.channel;

import java.util.function.Function;

/**
 * One address that a provider calls.
 *
 * @param method GET or POST
 * @param path below the public address, as interfaces.md fixes it
 * @param receive verifies and decodes, purely and without blocking; runs on an event loop
 */
public record Webhook(String method, String path, Function<Request, Reception> receive) {}
