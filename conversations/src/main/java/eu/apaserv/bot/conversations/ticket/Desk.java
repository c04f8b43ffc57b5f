package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.PersonQueue;
import java.time.Clock;

/**
 * What the desk's flows work with.
 *
 * @param old what takes tickets away after their term
 */
public record Desk(Tickets tickets, Faults faults, Outages outages, PersonQueue queue, OldTickets old) {

  /** All of it over one database. */
  public static Desk over(Database database, Clock clock, Business business) {
    var tickets = new Tickets(database, clock, business.zone(), business.desk());
    return new Desk(tickets, new Faults(database, tickets, clock, business.desk()), new FaultOutages(database),
        new PersonQueue(database), new OldTickets(database, business.desk().ticketsKept(), clock));
  }
}
