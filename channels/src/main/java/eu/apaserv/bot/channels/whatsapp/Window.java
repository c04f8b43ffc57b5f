package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.message.Outbound;
import java.time.Clock;
import java.time.Duration;

/** The 24 hours after a person's last message in which Meta lets us say anything; after them only approved templates go. */
record Window(Clock clock) {
  static final Duration OPEN = Duration.ofHours(24);

  boolean isOpen(Outbound message) {
    return message.heardAt() != null && clock.instant().isBefore(message.heardAt().plus(OPEN));
  }
}
