package eu.apaserv.bot.conversations.api;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came; nothing of it is checked.
 *
 * @param key the header Idempotency-Key
 * @param at the address without what follows the question mark
 * @param path the named parts of the address
 */
record Asked(@Nullable String authorization, @Nullable String key, String at, Map<String, String> path, MultiMap query,
    Buffer body) {}
