package eu.apaserv.bot.conversations.ticket;

import java.util.Locale;

/** What a ticket asks for. */
public enum TicketKind {
  FAULT, COMPLAINT, CONTRACT_CHANGE, RECTIFICATION, READING_QUESTION, CALLBACK;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TicketKind of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
