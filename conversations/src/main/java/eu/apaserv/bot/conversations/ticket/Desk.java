package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.PersonQueue;
import java.time.Clock;

/** What the desk's flows work with. */
public record Desk(Tickets tickets, Faults faults, Outages outages, PersonQueue queue) {

  /** All of it over one database. */
  public static Desk over(Database database, Clock clock, Business business) {
    var tickets = new Tickets(database, clock, business.zone(), business.desk());
    return new Desk(tickets, new Faults(database, tickets, clock, business.desk()), new FaultOutages(database),
        new PersonQueue(database));
  }
}
