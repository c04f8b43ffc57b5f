package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;

/** What conversations about outages work with. */
public record OutageTalk(OutageBook book, OutageProposals proposals, OutageWords words) {

  /** All of it over one database. */
  public static OutageTalk over(Database database, Clock clock, Business business) {
    var streets = new KnownStreets(database, clock);
    return new OutageTalk(new OutageBook(database, streets, business.desk().outages(), clock),
        new OutageProposals(database, streets, clock),
        new OutageWords(business.zone(), business.company().emergencyPhone()));
  }
}
