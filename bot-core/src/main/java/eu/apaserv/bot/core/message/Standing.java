package eu.apaserv.bot.core.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How something of ours stands with a provider: a template's approval, a number's quality, the account itself. Only the
 * latest of each subject and aspect counts.
 *
 * @param subject what it is about, for example {@code template/outage/ro}, {@code number}, {@code account}; no person
 * @param aspect what of it, for example {@code status}, {@code quality}
 * @param value the provider's own word, bounded
 * @param good false: somebody should look at it
 * @param reason the provider's words on it, bounded, or null
 * @param at when it became so
 */
public record Standing(String channel, String subject, String aspect, String value, boolean good,
    @Nullable String reason, Instant at) implements Event {}
