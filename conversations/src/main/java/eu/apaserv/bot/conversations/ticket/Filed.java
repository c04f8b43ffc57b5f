package eu.apaserv.bot.conversations.ticket;

import java.time.LocalDate;

/** What a flow keeps of a ticket it filed. */
public record Filed(String number, LocalDate dueOn) {
  public static Filed of(Ticket ticket) {
    return new Filed(ticket.number(), ticket.dueOn());
  }
}
