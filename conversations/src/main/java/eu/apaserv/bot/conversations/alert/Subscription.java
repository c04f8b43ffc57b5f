package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.conversations.ticket.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish to be told.
 *
 * @param clientCode the account it is for; null: a place
 * @param place the place it is for, where it is not an account: at least a locality
 * @param channel tried first
 * @param urgent also in quiet hours
 */
public record Subscription(AlertKind kind, @Nullable String clientCode, @Nullable Place place, String channel,
    boolean urgent, Instant since) {}
