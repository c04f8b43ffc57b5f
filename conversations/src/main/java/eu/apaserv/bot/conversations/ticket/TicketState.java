package eu.apaserv.bot.conversations.ticket;

import java.util.Locale;

/** How far a ticket is: only forward. */
public enum TicketState {
  NEW, IN_WORK, ANSWERED, CLOSED;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TicketState of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
