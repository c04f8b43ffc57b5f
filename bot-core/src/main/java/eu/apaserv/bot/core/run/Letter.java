package eu.apaserv.bot.core.run;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one address.
 *
 * @param until not sent after this; null: no limit
 */
public record Letter(Address to, Content content, @Nullable Instant until) {}
