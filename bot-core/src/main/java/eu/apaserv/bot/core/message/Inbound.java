package eu.apaserv.bot.core.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person sent us.
 *
 * @param from where the answer goes
 * @param providerId the provider's id of the message: the same message delivered again has the same id
 * @param aliases other addresses that the provider says are the same person (a business-scoped id beside a number)
 * @param name the profile name the person chose; untrusted, may be null
 * @param content what was said
 * @param sentAt the provider's time stamp; orders nothing, only shown
 */
public record Inbound(Address from, String providerId, List<Address> aliases, @Nullable String name, Content content,
    Instant sentAt) implements Event {
  public Inbound {
    aliases = List.copyOf(aliases);
  }

  public Inbound(Address from, String providerId, Content content, Instant sentAt) {
    this(from, providerId, List.of(), null, content, sentAt);
  }
}
