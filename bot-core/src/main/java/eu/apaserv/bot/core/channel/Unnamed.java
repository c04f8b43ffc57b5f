package eu.apaserv.bot.core.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose provider gives it no name, so that a redelivery can only be told by what it has in common with it.
 *
 * @param key what that is; holds nothing that can be read back
 * @param name what it is called when it is new
 * @param again what the process that has it now takes it for once more; null: for nothing
 * @param settled what the process that has it now had with this key and answered last: it is not that again; null: nothing
 * @param unread how long it may have lain before that process read it; zero: it came just now
 */
public record Unnamed(String channel, String key, String name, @Nullable String again,
    @Nullable String settled, Duration unread) {}
